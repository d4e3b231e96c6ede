package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one name server to what the records want, off the loop, one call at a time. Only the newest wish of a record is
 * published. A failed write is tried again with a growing pause; when several fail in a row the whole lane pauses, so that
 * a server that is out costs one attempt at a time, and the first success brings everything up to date at once.
 */
final class PublisherLane {
    private static final Logger LOG = LoggerFactory.getLogger(PublisherLane.class);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(60);
    private static final Duration CONFLICT_PAUSE = Duration.ofSeconds(30);
    private static final int OUT_AFTER = 3;
    private static final int UNREADABLE_AFTER = 2; // a start must not wait for one timeout after another

    /** What a record wants this server to hold. */
    private record Wish(RecordSet desired, long generation, Moment decidedAt) {}

    /** How one attempt ended: in success, ahead of us, or in failure. */
    private record Attempt(
            Wish wish, @Nullable Published holds, @Nullable PublishException failure) {}

    /** What the lane knows of one record. */
    private static final class Slot {
        final RecordCell cell;

        @Nullable
        Wish wish;

        @Nullable
        Published believed;

        int failures;
        boolean queued;

        Slot(RecordCell cell) {
            this.cell = cell;
        }
    }

    private final Loop loop;
    private final DnsPublisher publisher;
    private final Tally tally;
    private final long fencingToken;
    private final Executor worker;
    private final boolean comparesAndSets;
    // In the order in which records began: the hash of a key is another one in each process. Engine loop only.
    private final Map<RecordSetKey, Slot> slots = new LinkedHashMap<>();
    private final Deque<Runnable> jobs = new ArrayDeque<>(); // engine loop only
    private int failuresInARow; // engine loop only
    private boolean busy; // engine loop only

    PublisherLane(Loop loop, DnsPublisher publisher, Tally tally, long fencingToken, int number) {
        this.loop = loop;
        this.publisher = publisher;
        this.tally = tally;
        this.fencingToken = fencingToken;
        this.worker = loop.worker("publisher-" + number);
        this.comparesAndSets = publisher.capabilities().contains(Capability.COMPARE_AND_SET);
    }

    /** Reads what the server holds at the start of a record; null when it cannot be read now. */
    void readFirst(RecordCell cell, Consumer<@Nullable Published> answer) {
        Slot slot = new Slot(cell);
        slots.put(cell.key(), slot);
        jobs.add(() -> {
            if (failuresInARow >= UNREADABLE_AFTER) {
                answer.accept(null);
                ended();
                return;
            }
            worker.execute(() -> {
                @Nullable Published holds = null;
                try {
                    holds = publisher.read(cell.key());
                } catch (PublishException | RuntimeException | Error e) {
                    LOG.warn("{} could not be read for {}: {}", publisher.name(), cell.key(), e.toString());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                Published seen = holds;
                loop.post(() -> {
                    slot.believed = seen;
                    failuresInARow = seen == null ? failuresInARow + 1 : 0;
                    answer.accept(seen);
                    ended();
                });
            });
        });
        next();
    }

    /** Publishes, unless the server is known to hold just that. */
    void publish(RecordCell cell, RecordSet desired, long generation, Moment decidedAt) {
        Slot slot = slots.computeIfAbsent(cell.key(), key -> new Slot(cell));
        slot.wish = new Wish(desired, generation, decidedAt);
        slot.failures = 0;
        enqueue(slot);
    }

    /** Forgets a record; what is published stays. */
    void forget(RecordSetKey key) {
        Slot slot = slots.remove(key);
        if (slot != null) {
            slot.wish = null;
        }
    }

    private void enqueue(Slot slot) {
        if (!slot.queued) {
            slot.queued = true;
            jobs.add(() -> write(slot));
            next();
        }
    }

    private void next() {
        if (busy || jobs.isEmpty()) {
            return;
        }
        busy = true;
        if (failuresInARow >= OUT_AFTER) {
            long pause = loop.backOff(failuresInARow - OUT_AFTER + 1, CONFLICT_PAUSE);
            loop.after(pause, () -> jobs.remove().run());
        } else {
            jobs.remove().run();
        }
    }

    private void ended() {
        busy = false;
        next();
    }

    private void write(Slot slot) {
        slot.queued = false;
        Wish wish = slot.wish;
        if (wish == null || (slot.believed != null && isFulfilled(wish, slot.believed))) {
            ended();
            return;
        }
        Published believed = slot.believed;
        worker.execute(() -> {
            Attempt attempt = attempt(wish, believed);
            loop.post(() -> judge(slot, attempt));
        });
    }

    /** Runs on the worker. */
    private Attempt attempt(Wish wish, @Nullable Published believed) {
        try {
            Published before =
                    believed != null ? believed : publisher.read(wish.desired().key());
            if (isFulfilled(wish, before) || before.generation() > wish.generation()) {
                return new Attempt(wish, before, null);
            }
            Published expected = comparesAndSets ? before : null;
            publisher.replace(new Change(wish.desired(), expected, wish.generation(), fencingToken));
            return new Attempt(wish, new Published(wish.desired(), wish.generation()), null);
        } catch (PublishException e) {
            return new Attempt(wish, null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Attempt(wish, null, new PublishException(PublishEffect.UNKNOWN, "interrupted", e));
        } catch (RuntimeException | Error e) { // nothing that a publisher throws may stop its lane for good
            return new Attempt(wish, null, new PublishException(PublishEffect.UNKNOWN, e.toString(), e));
        }
    }

    private static boolean isFulfilled(Wish wish, Published holds) {
        return wish.desired().equals(holds.recordSet()) && wish.generation() == holds.generation();
    }

    private void judge(Slot slot, Attempt attempt) {
        slot.believed = attempt.holds();
        if (attempt.failure() != null) {
            failed(slot, attempt.failure());
        } else {
            boolean wasOut = failuresInARow > 0;
            failuresInARow = 0;
            slot.failures = 0;
            succeeded(slot, attempt);
            if (wasOut) {
                slots.values().stream().filter(other -> other.failures > 0).forEach(this::enqueue);
            }
        }
        ended();
    }

    private void succeeded(Slot slot, Attempt attempt) {
        Wish wish = attempt.wish();
        Published holds = attempt.holds();
        if (holds != null && holds.generation() > wish.generation()) {
            slot.wish = wish.equals(slot.wish) ? null : slot.wish;
            slot.cell.serverIsAhead(publisher.name(), holds);
        } else {
            Duration took = loop.now().since(wish.decidedAt());
            slot.cell.emit(header ->
                    new FailoverEvent.Published(header, publisher.name(), wish.desired(), wish.generation(), took));
        }
        if (slot.wish != null && !wish.equals(slot.wish)) {
            enqueue(slot);
        }
    }

    private void failed(Slot slot, PublishException failure) {
        tally.publishFailures.increment();
        slot.failures++;
        failuresInARow += failure.effect() == PublishEffect.CONFLICT ? 0 : 1;
        int attempt = slot.failures;
        if (Integer.bitCount(attempt) == 1) { // 1, 2, 4, 8 ...: a server that stays out is not news every time
            slot.cell.emit(header -> new FailoverEvent.PublishFailed(
                    header, publisher.name(), failure.effect().name(), String.valueOf(failure.getMessage()), attempt));
        }
        long pause = loop.backOff(attempt, MAX_PAUSE);
        if (failure.effect() == PublishEffect.CONFLICT) {
            // Once at once with what is there now; from then on slowly: two writers must not fight.
            pause = attempt == 1 ? 0 : Math.max(pause, CONFLICT_PAUSE.toNanos());
        }
        loop.after(pause, () -> enqueue(slot));
    }
}
