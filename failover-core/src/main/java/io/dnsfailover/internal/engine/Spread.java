package io.dnsfailover.internal.engine;

import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.util.Collection;

/**
 * The time over which first checks are spread, so that a start is not a burst: half a millisecond for each.
 *
 * @param nanos the time for all
 */
record Spread(long nanos) {
    private static final long NANOS_PER_CHECK = Duration.ofNanos(500_000).toNanos();

    static Spread of(Collection<FailoverPolicy> policies, int stations) {
        long endpoints =
                policies.stream().mapToLong(policy -> policy.endpoints().size()).sum();
        return new Spread(endpoints * Math.max(1, stations) * NANOS_PER_CHECK);
    }

    /** The same for one policy: never more than its interval, over which its rounds will be spread anyway. */
    long nanosFor(FailoverPolicy policy) {
        return Math.min(nanos, policy.interval().toNanos());
    }
}
