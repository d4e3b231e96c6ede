package io.dnsfailover.internal.engine;

/**
 * When the regular rounds of one check come: an interval after each other, moved a little either way, whatever happens between
 * them. On the engine loop only.
 */
final class Rounds {
    private static final double JITTER = 0.05;

    private final Loop loop;
    private final long intervalNanos;
    private long dueNanos;
    private boolean first = true;
    private boolean evenly; // spread over the interval from the first one on

    Rounds(Loop loop, long intervalNanos) {
        this.loop = loop;
        this.intervalNanos = intervalNanos;
    }

    /**
     * The first comes within {@code spreadNanos}, the second anywhere in the interval after it; where the first ones are spread
     * over the whole interval already, the second comes an interval later, so that a start is never more work than what follows.
     */
    void start(long spreadNanos) {
        evenly = spreadNanos >= intervalNanos;
        dueNanos = loop.nanoTime() + loop.part(spreadNanos);
    }

    /** Whether the first has come. */
    boolean haveBegun() {
        return !first;
    }

    /** When the next comes. */
    long dueNanos() {
        return dueNanos;
    }

    /**
     * Goes on to the next round, when one is due. No round is made up for: after a stall, in which thousands of checks have
     * become due, each comes once at its own new time within an interval, and not all of them at once.
     *
     * @return whether there is a check to make now; false also for a round that lies too far back
     */
    boolean pass(long now) {
        long late = now - dueNanos;
        if (late < 0) {
            return false;
        }
        if (late > intervalNanos / 2) {
            dueNanos = now + loop.part(intervalNanos);
            return false;
        }
        long pause = first && !evenly
                ? intervalNanos / 5 + loop.part(intervalNanos - intervalNanos / 5) // cut short, to spread the rounds
                : loop.jittered(intervalNanos, JITTER);
        dueNanos = Math.max(dueNanos + pause, now + intervalNanos / 5);
        first = false;
        return true;
    }
}
