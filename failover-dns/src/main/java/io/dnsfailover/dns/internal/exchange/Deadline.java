package io.dnsfailover.dns.internal.exchange;

import io.dnsfailover.dns.internal.DnsThreads;
import java.time.Duration;

/**
 * When a call has to end, on the monotonic clock.
 *
 * @param endNanos the end
 */
public record Deadline(long endNanos) {
    /**
     * A deadline from now on.
     *
     * @param timeout how long from now
     * @return the deadline
     */
    public static Deadline after(Duration timeout) {
        return afterNanos(timeout.toNanos());
    }

    /**
     * A deadline from now on.
     *
     * @param nanos how long from now, in nanoseconds
     * @return the deadline
     */
    public static Deadline afterNanos(long nanos) {
        return new Deadline(DnsThreads.nanoTime() + nanos);
    }

    /**
     * What is left.
     *
     * @return nanoseconds; zero or negative when it has passed
     */
    public long remainingNanos() {
        return endNanos - DnsThreads.nanoTime();
    }

    /**
     * Whether nothing is left.
     *
     * @return true from its end on
     */
    public boolean hasPassed() {
        return remainingNanos() <= 0;
    }

    /**
     * The sooner one.
     *
     * @param other another deadline
     * @return this, unless the other comes before
     */
    public Deadline orSooner(Deadline other) {
        return endNanos - other.endNanos <= 0 ? this : other;
    }
}
