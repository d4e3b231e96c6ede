package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.DnsThreads;
import java.time.Duration;

/**
 * When a call has to end, on the monotonic clock.
 *
 * @param endNanos the end
 */
record Deadline(long endNanos) {
    static Deadline after(Duration timeout) {
        return afterNanos(timeout.toNanos());
    }

    static Deadline afterNanos(long nanos) {
        return new Deadline(DnsThreads.nanoTime() + nanos);
    }

    /** What is left; zero or negative when it has passed. */
    long remainingNanos() {
        return endNanos - DnsThreads.nanoTime();
    }

    boolean hasPassed() {
        return remainingNanos() <= 0;
    }

    Deadline orSooner(Deadline other) {
        return endNanos - other.endNanos <= 0 ? this : other;
    }
}
