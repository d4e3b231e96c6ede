package io.dnsfailover.internal.engine;

import java.time.Duration;

/** How long to wait before a server is looked at again that does not serve a record yet. Pure. */
final class ProofPace {
    static final long FAST_NANOS = Duration.ofMillis(20).toNanos();
    static final long FAST_FOR_NANOS = Duration.ofSeconds(1).toNanos();
    static final long LIMIT_NANOS = Duration.ofSeconds(1).toNanos();
    static final long ALARMED_LIMIT_NANOS = Duration.ofSeconds(5).toNanos();

    private ProofPace() {}

    /**
     * The next pause.
     *
     * @param elapsedNanos since the record was published
     * @param lastNanos the pause before this one; 0 when there was none
     * @param alarmed whether it was told that the answer is not visible
     */
    static long pauseNanos(long elapsedNanos, long lastNanos, boolean alarmed) {
        if (elapsedNanos < FAST_FOR_NANOS) {
            return FAST_NANOS;
        }
        long grown = Math.max(FAST_NANOS, lastNanos + lastNanos / 2);
        return Math.min(grown, alarmed ? ALARMED_LIMIT_NANOS : LIMIT_NANOS);
    }
}
