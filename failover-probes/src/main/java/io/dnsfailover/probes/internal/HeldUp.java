package io.dnsfailover.probes.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long a thread of ours came too late to what it had to do, added up: by a pause of the process, by other work, or
 * for want of a processor. A timeout during which we were away ourselves is no evidence against an endpoint. Safe from
 * any thread.
 */
final class HeldUp {
    /** How often a thread is asked, while it has checks. */
    static final long BEAT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What any thread may take to wake up. */
    private static final long USUAL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final AtomicLong total = new AtomicLong();

    /** Adds a delay, unless it is a usual one. */
    void add(long lateNanos) {
        if (lateNanos > USUAL_NANOS) {
            total.addAndGet(lateNanos);
        }
    }

    /** Everything so far, in nanoseconds. */
    long total() {
        return total.get();
    }
}
