package io.dnsfailover.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One reading of both clocks. Differences are taken from the monotonic clock only; the wall clock is for
 * people to read.
 *
 * @param nanos the monotonic clock, in nanoseconds from an arbitrary origin
 * @param wall the wall clock
 */
public record Moment(long nanos, Instant wall) {
    /**
     * The time that went by from an earlier moment to this one, by the monotonic clock.
     *
     * @param earlier the start
     * @return the difference; negative when {@code earlier} is later
     */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(nanos - earlier.nanos);
    }
}
