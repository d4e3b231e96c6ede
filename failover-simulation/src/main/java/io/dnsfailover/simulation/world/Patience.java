package io.dnsfailover.simulation.world;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;

/** How long it may take after the last fault until a record is where it should be and every name server says so. */
public final class Patience {
    /** Late requests and reports, back-off, an operator who takes orders back, a process that starts again. */
    private static final Duration AROUND = Duration.ofMinutes(25);

    private Patience() {}

    /**
     * The bound for one policy: what was believed expires, every endpoint rises from the bottom, the one that was preferred is up for the
     * dwell, candidates that were rejected may be tried again, and the budget of moves lets go.
     */
    public static long nanosFor(FailoverPolicy policy) {
        int checks = policy.damping().rise()
                + policy.damping().fall()
                + policy.damping().ok()
                + 4;
        Duration detection = policy.voteExpiry()
                .plus(policy.interval().plus(policy.timeout()).multipliedBy(checks));
        Duration dwell = policy.failback() instanceof Failback.AfterUpFor after ? after.dwell() : Duration.ZERO;
        return detection
                .plus(dwell)
                .plus(policy.interval().multipliedBy(4))
                .plus(policy.moveBudget().window().multipliedBy(2))
                .plus(AROUND)
                .toNanos();
    }

    /** What the brake may add: so many windows as it takes to let every record move twice. */
    public static long nanosFor(Brake brake, int records) {
        int allowance = brake.allowance(records);
        int windows = allowance >= records ? 0 : 2 * ((records + allowance - 1) / allowance);
        return brake.window().multipliedBy(windows).toNanos();
    }
}
