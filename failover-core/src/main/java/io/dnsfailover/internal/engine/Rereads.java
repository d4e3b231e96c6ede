package io.dnsfailover.internal.engine;

import io.dnsfailover.policy.Reconciliation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is to be read again, and when the next turn comes: one record after another, evenly over a period, whatever happens.
 * On the engine loop only.
 */
final class Rereads {
    private static final Logger LOG = LoggerFactory.getLogger(Rereads.class);
    private static final double JITTER = 0.1;
    private static final long FIRST_NANOS =
            Duration.ofSeconds(1).toNanos(); // by then it is known how many records there are
    private static final Duration MAX_PAUSE = Duration.ofSeconds(60);
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Loop loop;
    private final Tally tally;
    private final String server;
    private final long periodNanos;
    private final long leastNanos;
    private final Deque<ServerSlot> round = new ArrayDeque<>();
    private final LoopTimer timer;
    private boolean isDue;
    private int records; // of the round, without those that are forgotten
    private boolean slow;
    private int inTime;
    private boolean silent;
    private int failures;
    private int readable;

    Rereads(Loop loop, Tally tally, String server, Reconciliation rule) {
        this.loop = loop;
        this.timer = new LoopTimer(loop);
        this.tally = tally;
        this.server = server;
        this.periodNanos = rule.every().toNanos();
        this.leastNanos = NANOS_PER_SECOND / rule.mostPerSecond();
    }

    /** One more record; {@code due} runs when it is the next one's turn. */
    void add(ServerSlot slot, Runnable due) {
        slot.lookedAtNanos = loop.nanoTime();
        round.add(slot);
        records++;
        if (records == 1) {
            await(loop.jittered(FIRST_NANOS, JITTER), due);
        }
    }

    /** One record less. */
    void remove(ServerSlot slot) {
        slot.forgotten = true; // it leaves the round with its next turn
        records--;
        if (records == 0) {
            cancel();
        }
    }

    /** The record whose turn it is; null when it is nobody's. */
    @Nullable
    ServerSlot takeIfDue() {
        if (!isDue) {
            return null;
        }
        isDue = false;
        while (!round.isEmpty()) {
            ServerSlot slot = round.remove();
            if (!slot.forgotten) {
                round.add(slot);
                took(slot);
                return slot;
            }
        }
        return null;
    }

    /** Plans the next turn, after one that took so long. */
    void awaitNext(long tookNanos, Runnable due) {
        if (records > 0) {
            await(pauseNanos(tookNanos), due);
        }
    }

    private void await(long nanos, Runnable due) {
        cancel();
        timer.set(nanos, () -> {
            isDue = true;
            due.run();
        });
    }

    private void cancel() {
        isDue = false;
        timer.cancel();
    }

    private void took(ServerSlot slot) {
        long now = loop.nanoTime();
        boolean late = now - slot.lookedAtNanos > periodNanos + periodNanos / 2;
        slot.lookedAtNanos = now;
        inTime = late ? 0 : inTime + 1;
        if (late) {
            tally.lateRereads.increment();
        }
        if (slow ? inTime >= records : late) { // a whole round, so that the log does not say both in turn
            slow = late;
            if (late) {
                LOG.warn(
                        "{}: reading its {} records takes longer than the period of a reconciliation",
                        server,
                        round.size());
            } else {
                LOG.info("{}: reading its {} records again keeps to the period", server, records);
            }
        }
    }

    /** A read told something. */
    void succeeded() {
        failures = 0;
        readable++;
        if (silent && readable >= records) {
            silent = false;
            LOG.info("{} can be read again", server);
        }
    }

    /** A read failed. */
    void failed(String why) {
        failures++;
        readable = 0;
        if (!silent) {
            silent = true;
            LOG.warn("{} cannot be read to see what it holds: {}", server, why);
        }
    }

    private long pauseNanos(long tookNanos) {
        long even = loop.jittered(periodNanos / Math.max(1, records), JITTER);
        long pause = Math.max(Math.max(even, leastNanos), tookNanos);
        return failures == 0 ? pause : Math.max(pause, loop.backOff(failures, MAX_PAUSE));
    }
}
