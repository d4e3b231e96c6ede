package io.dnsfailover.simulation.rule;

import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.policy.Failback;

/** How often a record may move, and when it may return: I9 and, because all of it is counted by the monotonic clock, I15. */
final class BudgetRules implements Check {
    private final Violations violations;

    BudgetRules(Violations violations) {
        this.violations = violations;
    }

    @Override
    public void decides(Moved moved) {
        if (!isOrdered(moved)) {
            budget(moved);
        }
        EndpointBook target = moved.target();
        if (!moved.isLeaving() && target != null && !moved.book().isFailbackOrdered()) {
            returns(moved, target);
        }
    }

    private static boolean isOrdered(Moved moved) {
        long now = moved.nowLocally();
        EndpointBook left = moved.left();
        EndpointBook target = moved.target();
        return (left != null && left.isForced(StandingOrder.Kind.FORCED_DOWN, now))
                || (target != null && target.isForced(StandingOrder.Kind.FORCED_UP, now))
                || (moved.book().isFailbackOrdered() && !moved.isLeaving());
    }

    private void budget(Moved moved) {
        if (moved.book().clockLeapt(moved.life())) {
            return; // the moves of the process before are known by the wall clock only
        }
        long counts = moved.nowLocally() - moved.policy().moveBudget().window().toNanos();
        long before =
                moved.book().moves().stream().filter(move -> move > counts).count();
        violations.check(
                before < moved.policy().moveBudget().moves(),
                Rule.I9,
                moved + " after " + before + " moves, the budget is "
                        + moved.policy().moveBudget());
    }

    private void returns(Moved moved, EndpointBook target) {
        Failback mode = moved.policy().failback();
        if (mode instanceof Failback.AfterUpFor after) {
            long up = moved.nowLocally() - target.sinceLocally();
            boolean forced = target.isForced(StandingOrder.Kind.FORCED_UP, moved.nowLocally());
            violations.check(
                    forced || up >= after.dwell().toNanos(),
                    Rule.I15,
                    moved + " after it was up for " + up + " ns by the monotonic clock, the dwell is " + after.dwell());
        } else {
            violations.check(mode instanceof Failback.Automatic, Rule.I9, moved + " although its failback is " + mode);
        }
    }
}
