package io.dnsfailover.simulation.rule;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.simulation.world.Life;
import org.jspecify.annotations.Nullable;

/**
 * A decision, at the event at which it was taken.
 *
 * @param life whose engine took it
 * @param book the books of the record
 * @param from what the record held
 * @param to what it shall hold
 * @param nowLocally the monotonic clock of the process
 */
record Moved(Life life, RecordBook book, Holding from, Holding to, long nowLocally) {
    FailoverPolicy policy() {
        return book.policy();
    }

    /** The endpoint that it stood on; null when it stood on none of the policy. */
    @Nullable
    EndpointBook left() {
        return of(from);
    }

    /** The endpoint that it moves to; null when it gives up and moves to none. */
    @Nullable
    EndpointBook target() {
        return of(to);
    }

    private @Nullable EndpointBook of(Holding holding) {
        return holding instanceof Holding.Single single ? book.endpoint(single.endpointId()) : null;
    }

    /** Whether it leaves because it must, and does not only return. */
    boolean isLeaving() {
        EndpointBook left = left();
        return left == null || isDown(left);
    }

    private boolean isDown(EndpointBook endpoint) {
        StandingOrder.Kind ordered = endpoint.ordered(nowLocally);
        if (ordered != null) {
            return ordered == StandingOrder.Kind.FORCED_DOWN;
        }
        return endpoint.verdict(policy(), nowLocally) == Verdict.DOWN;
    }

    /** Whether it moves to what the policy has for when nothing works. */
    boolean isGivingUp() {
        EndpointBook target = target();
        if (target == null) {
            return true;
        }
        return policy().allDown() instanceof AllDown.Primary
                && target == book.endpoints().get(0)
                && isLeaving()
                && !target.isForced(StandingOrder.Kind.FORCED_UP, nowLocally)
                && (isDown(target) || target.verdict(policy(), nowLocally) != Verdict.UP || !isVerified());
    }

    /** Whether the target passed checks that were started after it was clear that the record must go, from enough failure domains. */
    boolean isVerified() {
        EndpointBook target = target();
        if (target == null) {
            return false;
        }
        long clearSince = clearSince();
        long passed = target.domainsWhere(view -> view.passedAfter(clearSince));
        return Long.bitCount(passed) >= target.needed(policy().quorum());
    }

    private long clearSince() {
        EndpointBook left = left();
        if (!isLeaving()) {
            EndpointBook target = target();
            return target == null ? 0 : target.sinceTruly();
        }
        if (left == null) {
            return 0; // the policy dropped what it stood on, or nothing worked
        }
        if (!left.isForced(StandingOrder.Kind.FORCED_DOWN, nowLocally)) {
            return left.sinceTruly();
        }
        boolean wasDown = left.verdict(policy(), nowLocally) == Verdict.DOWN;
        return wasDown ? Math.min(left.orderedTruly(), left.sinceTruly()) : left.orderedTruly();
    }

    @Override
    public String toString() {
        return policy().name() + " moves from " + from + " to " + to + " (life " + life.number() + ")";
    }
}
