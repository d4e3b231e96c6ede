package io.dnsfailover.decision;

import io.dnsfailover.model.Moment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The operator's word on one endpoint, or on the whole record. It stands beside what is measured and never
 * overwrites it.
 *
 * @param kind what is ordered
 * @param untilNanos when it ends, by the monotonic clock of this process; {@link Long#MAX_VALUE} for never
 * @param until the same for people and for the next start; null for never
 */
public record StandingOrder(
        Kind kind, long untilNanos, @Nullable Instant until) {
    /** What can be ordered. */
    public enum Kind {
        /** The endpoint counts as up, whatever is measured, and needs no fresh check. */
        FORCED_UP,
        /** The endpoint counts as down, whatever is measured. */
        FORCED_DOWN,
        /** The record stays where it is. */
        HELD
    }

    /**
     * An override that begins now.
     *
     * @param kind what is ordered
     * @param duration for how long; null for until it is cleared
     * @param now the present moment
     * @return the override
     */
    public static StandingOrder from(Kind kind, @Nullable Duration duration, Moment now) {
        return duration == null
                ? new StandingOrder(kind, Long.MAX_VALUE, null)
                : new StandingOrder(
                        kind, now.nanos() + duration.toNanos(), now.wall().plus(duration));
    }

    /**
     * This override after a restart, when the monotonic clock has another origin.
     *
     * @param now the present moment
     * @return the same order, ending at the same wall-clock time
     */
    public StandingOrder rebased(Moment now) {
        return until == null ? this : from(kind, Duration.between(now.wall(), until), now);
    }

    boolean isOver(Moment now) {
        return until != null && now.nanos() >= untilNanos;
    }

    @Override
    public String toString() {
        return until == null ? kind.toString() : kind + " until " + until;
    }
}
