package io.dnsfailover.probes.internal;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.spi.ProbeRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The checks of one prober that are under way: a bounded number. */
final class Checks {
    static final String CLOSED = "the prober was closed";

    private final NetLoop loop;
    private final Resolver resolver;
    private final int limit;
    private final Runnable pulse;
    private final Pace pace; // loop only
    private final LongAdder delayed = new LongAdder();
    private final LongAdder overTheCap = new LongAdder();
    private final AtomicInteger count = new AtomicInteger();
    private final Set<Check> inFlight = new HashSet<>(); // loop only
    private final HeldUp heldUp = new HeldUp();
    private boolean beating; // loop only
    private volatile boolean closed;

    /**
     * None under way yet.
     *
     * @param pulse is run on the loop ten times a second while there are checks
     */
    Checks(NetLoop loop, Resolver resolver, ProbeLimits limits, Runnable pulse) {
        this.pulse = pulse;
        this.loop = loop;
        this.resolver = resolver;
        this.limit = limits.underWay();
        this.pace = new Pace(limits, ProbeThreads.nanoTime());
    }

    NetLoop loop() {
        return loop;
    }

    Resolver resolver() {
        return resolver;
    }

    /** Starts a check. Any thread; returns at once. */
    CompletionStage<ProbeResult> start(ProbeRequest request, Conversation.Kind kind) {
        Check check = new Check(this, request, kind);
        if (count.incrementAndGet() > limit) {
            count.decrementAndGet();
            return CompletableFuture.completedStage(ProbeResult.of(
                    Reason.LOCAL_TROUBLE,
                    "the prober has its limit of " + limit + " checks under way",
                    Timings.total(Duration.ZERO)));
        }
        loop.execute(() -> begin(check));
        return check.future();
    }

    private void begin(Check check) {
        inFlight.add(check);
        if (!beating) {
            beating = true;
            loop.at(ProbeThreads.nanoTime() + HeldUp.BEAT_NANOS, this::beat);
        }
        if (closed) {
            cancel(check);
        } else {
            check.begin();
        }
    }

    /** Notes how late the loop is, for as long as there are checks. */
    private void beat(long lateNanos) {
        heldUp.add(lateNanos);
        pulse.run();
        pace.forgetIdle(ProbeThreads.nanoTime());
        beating = !inFlight.isEmpty();
        if (beating) {
            loop.at(ProbeThreads.nanoTime() + HeldUp.BEAT_NANOS, this::beat);
        }
    }

    /** How long the loop was held up so far, in nanoseconds. */
    long heldUpNanos() {
        return heldUp.total();
    }

    /**
     * Waits for the check's turn, if there are too many. Loop only.
     *
     * @param talk goes on, when there is time for it
     * @return the timer that calls {@code talk}; null when there was nothing to wait for, and it has been called, or the
     *     check has ended
     */
    Deadlines.@Nullable Deadline takeTurn(Check check, InetAddress where, long patience, Runnable talk) {
        long now = ProbeThreads.nanoTime();
        long wait = pace.reserve(where, now, patience);
        if (wait > 0) {
            delayed.increment();
            return loop.at(now + wait, late -> talk.run());
        }
        if (wait == Pace.TOO_LATE) {
            overTheCap.increment();
            check.end(Reason.LOCAL_TROUBLE, pace.limits().complaint());
        } else {
            talk.run();
        }
        return null;
    }

    /** A check is not made, because we are too late ourselves. Any thread. */
    void shed() {
        overTheCap.increment();
    }

    /** How many checks had to wait for their turn. Any thread. */
    long delayed() {
        return delayed.sum();
    }

    /** How many checks were not made, because their turn would have come too late. Any thread. */
    long overTheCap() {
        return overTheCap.sum();
    }

    private static void cancel(Check check) {
        check.end(Reason.CANCELLED, CLOSED);
        check.free();
    }

    /** Loop only: a check has freed everything. */
    void gone(Check check) {
        if (inFlight.remove(check)) {
            count.decrementAndGet();
        }
    }

    /** From now on every check ends as cancelled, also one that fails because its connection is being closed. */
    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    /** Loop only: ends all checks. */
    void cancelAll() {
        List.copyOf(inFlight).forEach(Checks::cancel);
    }

    /** How many checks are under way. Any thread. */
    int inFlight() {
        return count.get();
    }
}
