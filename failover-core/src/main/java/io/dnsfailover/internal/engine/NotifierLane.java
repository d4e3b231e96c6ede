package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.PatientNotifier;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings events to one notifier, off the loop, in order, with bounds on how many wait and on how often each is tried. Every attempt
 * is stored before it is made, so that a restart neither forgets an event nor begins to count anew.
 *
 * <p>An event that fails keeps its turn for {@link #ATTEMPTS_IN_TURN} attempts, so that a short outage changes no order. Then it is put aside,
 * for longer and longer, so that one event that can never be delivered does not hold up all others for a day. While everything fails
 * the lane makes one attempt a minute, whatever waits.
 */
final class NotifierLane {
    private static final Logger LOG = LoggerFactory.getLogger(NotifierLane.class);
    private static final int MAX_UNSETTLED = 10_000;
    private static final int MAX_ATTEMPTS = 100; // about 22 hours
    private static final int ATTEMPTS_IN_TURN = 7; // about a minute
    private static final int STORED_AT_ONCE = 100;
    private static final Duration MAX_REST = Duration.ofMinutes(1);
    private static final Duration MAX_PAUSE = Duration.ofMinutes(15);

    private record Due(long nanos, long number) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            return nanos != other.nanos ? Long.compare(nanos, other.nanos) : Long.compare(number, other.number);
        }
    }

    private final Loop loop;
    private final String name;
    private final Notifier notifier;
    private final Tally tally;
    private final StoreLane store;
    private final Executor worker;
    private final NavigableMap<Long, Parcel> inTurn = new TreeMap<>(); // engine loop only
    private final NavigableMap<Due, Parcel> aside = new TreeMap<>(); // engine loop only
    private final Set<Parcel> beingStored = new HashSet<>(); // engine loop only; those of attempts after the first
    private int unsettled; // engine loop only
    private int failuresInARow; // engine loop only
    private long restsUntilNanos; // engine loop only; counts while there are failures in a row
    private boolean busy; // engine loop only
    private final LoopTimer timer;

    NotifierLane(Loop loop, String name, Notifier notifier, Tally tally, StoreLane store, Executor worker) {
        this.loop = loop;
        this.timer = new LoopTimer(loop);
        this.name = name;
        this.notifier = notifier;
        this.tally = tally;
        this.store = store;
        this.worker = worker;
    }

    String name() {
        return name;
    }

    /** Takes an event in, or drops it because too many wait. */
    boolean admits(FailoverEvent event) {
        if (unsettled >= MAX_UNSETTLED) {
            tally.droppedDeliveries.increment();
            LOG.warn(
                    "[{}] dropped for {}: {} events wait already",
                    event.header().id(),
                    name,
                    MAX_UNSETTLED);
            return false;
        }
        unsettled++;
        return true;
    }

    /** Takes up what an earlier run left; {@link #next()} begins with it. */
    void restore(Parcel parcel) {
        unsettled++;
        if (parcel.attempt() > MAX_ATTEMPTS) {
            drop(parcel, null);
        } else {
            inTurn.put(parcel.number(), parcel);
        }
    }

    /** The store knows of a parcel, or of its next attempt. */
    void stored(Parcel parcel) {
        beingStored.remove(parcel);
        inTurn.put(parcel.number(), parcel);
        next();
    }

    /** Makes the next attempt, if one is due. */
    void next() {
        if (busy || !beingStored.isEmpty()) {
            return;
        }
        timer.cancel();
        long now = loop.nanoTime();
        if (failuresInARow > 0 && now < restsUntilNanos) {
            timer.set(restsUntilNanos - now, this::next);
            return;
        }
        while (!aside.isEmpty() && aside.firstKey().nanos() <= now) {
            Parcel due = aside.pollFirstEntry().getValue();
            inTurn.put(due.number(), due);
        }
        if (!inTurn.isEmpty()) {
            turnOf(inTurn.firstEntry().getValue());
        } else if (!aside.isEmpty()) {
            timer.set(aside.firstKey().nanos() - now, this::next);
        }
    }

    /** Makes no further attempt. */
    void close() {
        timer.cancel();
    }

    private void turnOf(Parcel first) {
        if (first.isStored()) {
            inTurn.remove(first.number());
            busy = true;
            attempt(first);
        } else {
            List<Parcel> unstored = inTurn.values().stream()
                    .filter(parcel -> !parcel.isStored())
                    .limit(STORED_AT_ONCE)
                    .toList();
            unstored.forEach(parcel -> inTurn.remove(parcel.number()));
            beingStored.addAll(unstored);
            store.keep(unstored);
        }
    }

    private void attempt(Parcel parcel) {
        Delivery delivery = parcel.delivery();
        worker.execute(() -> {
            try {
                if (notifier instanceof PatientNotifier patient) {
                    take(patient, parcel, delivery);
                } else {
                    notifier.deliver(delivery);
                    loop.post(() -> settled(parcel));
                }
                loop.post(this::succeeded);
            } catch (Throwable t) { // nothing that a notifier throws may stop its lane for good
                if (t instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                loop.post(() -> failed(parcel, t));
            }
        });
    }

    /** Runs on the worker. */
    private void take(PatientNotifier patient, Parcel parcel, Delivery delivery) throws Exception {
        @Nullable CompletionStage<Void> stage = patient.take(delivery);
        if (stage == null) {
            throw new IllegalStateException("a stage that is null settles nothing");
        }
        var unused = stage.whenComplete((nothing, cause) -> loop.post(() -> {
            if (cause == null) {
                settled(parcel);
            } else {
                @Nullable Throwable inner = cause instanceof CompletionException ? cause.getCause() : null;
                failedLater(parcel, inner != null ? inner : cause);
            }
        }));
    }

    private void succeeded() {
        busy = false;
        failuresInARow = 0;
        next();
    }

    private void settled(Parcel parcel) {
        unsettled--;
        store.settle(parcel.number());
    }

    /** The target does not work, or this event cannot be delivered. */
    private void failed(Parcel parcel, Throwable cause) {
        busy = false;
        failuresInARow++;
        long rest = loop.backOff(failuresInARow, MAX_REST);
        restsUntilNanos = loop.nanoTime() + rest;
        boolean keepsItsTurn = parcel.attempt() < ATTEMPTS_IN_TURN;
        again(parcel, cause, keepsItsTurn ? 0 : Math.max(rest, loop.backOff(parcel.attempt(), MAX_PAUSE)));
        next();
    }

    /** What was taken could not be delivered: the lane itself works. */
    private void failedLater(Parcel parcel, Throwable cause) {
        again(parcel, cause, loop.backOff(parcel.attempt(), MAX_PAUSE));
        next();
    }

    private void again(Parcel parcel, Throwable cause, long pauseNanos) {
        if (parcel.attempt() >= MAX_ATTEMPTS) {
            drop(parcel, cause);
            return;
        }
        if (Integer.bitCount(parcel.attempt()) == 1) { // 1, 2, 4, 8 ...: what stays out is not news every time
            LOG.warn(
                    "[{}] not delivered by {} (attempt {}): {}",
                    parcel.eventId(),
                    name,
                    parcel.attempt(),
                    cause.toString());
        }
        parcel.again();
        if (pauseNanos == 0) {
            inTurn.put(parcel.number(), parcel);
        } else {
            aside.put(new Due(loop.nanoTime() + pauseNanos, parcel.number()), parcel);
        }
    }

    private void drop(Parcel parcel, @Nullable Throwable cause) {
        tally.droppedDeliveries.increment();
        LOG.warn("[{}] not delivered by {} after {} attempts", parcel.eventId(), name, MAX_ATTEMPTS, cause);
        settled(parcel);
    }
}
