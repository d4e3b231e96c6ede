package io.dnsfailover.decision;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a record should point, as the verdicts stand: the rule of ordered failover. Says nothing about whether it may
 * move there now; that is for {@link Evaluation}.
 */
sealed interface Plan {
    /** Stay, and nothing is wrong with that. */
    record Stay() implements Plan {}

    /** Stay, although no endpoint works. */
    record StayDown() implements Plan {}

    /**
     * Move to an endpoint, once it has passed a fresh check.
     *
     * @param leaving whether the record leaves what failed, and does not only return to what it prefers
     */
    record MoveTo(Endpoint endpoint, Decision.Cause cause, boolean leaving) implements Plan {}

    /** No endpoint works: publish what the policy says for that. */
    record GiveUp(Holding holding) implements Plan {}

    /**
     * Plans.
     *
     * @param state the record; its rejected endpoints are not candidates
     * @param verdicts the effective verdict on every endpoint now, by id
     * @param policy the policy
     * @param now the present moment
     * @return what should happen
     */
    static Plan of(RecordState state, Map<String, Verdict> verdicts, FailoverPolicy policy, Moment now) {
        List<Endpoint> order = policy.endpoints();
        Optional<Endpoint> active = state.holding().endpoint(policy);
        boolean leave = active.isEmpty() || verdicts.get(active.get().id()) == Verdict.DOWN;
        int standsAt = active.map(order::indexOf).orElse(order.size());
        for (Endpoint endpoint : leave ? order : order.subList(0, standsAt)) {
            boolean works = verdicts.get(endpoint.id()) == Verdict.UP && !isRejected(state, endpoint.id());
            if (works && (leave || mayReturnTo(endpoint, state, policy.failback(), now))) {
                boolean returning =
                        order.indexOf(endpoint) < standsAt && (active.isPresent() || endpoint.equals(order.get(0)));
                return new MoveTo(endpoint, returning ? Decision.Cause.FAILBACK : Decision.Cause.FAILOVER, leave);
            }
        }
        return leave && nothingWorks(state, verdicts) ? givingUp(state, policy) : new Stay();
    }

    private static boolean nothingWorks(RecordState state, Map<String, Verdict> verdicts) {
        return verdicts.entrySet().stream()
                .allMatch(e -> e.getValue() == Verdict.DOWN || isRejected(state, e.getKey()));
    }

    /** What an operator forces up needs no fresh check, so that it does not matter that it failed one. */
    private static boolean isRejected(RecordState state, String endpointId) {
        return state.rejected().containsKey(endpointId)
                && !state.endpoint(endpointId).isForced(StandingOrder.Kind.FORCED_UP);
    }

    private static Plan givingUp(RecordState state, FailoverPolicy policy) {
        Holding wanted = state.holding();
        if (policy.allDown() instanceof AllDown.Primary) {
            wanted = Holding.of(policy.primary());
        } else if (policy.allDown() instanceof AllDown.All) {
            wanted = new Holding.Everything(
                    policy.endpoints().stream().map(Endpoint::target).toList());
        } else if (policy.allDown() instanceof AllDown.LastResort resort) {
            wanted = new Holding.LastResort(resort.target());
        }
        return wanted.equals(state.holding()) ? new StayDown() : new GiveUp(wanted);
    }

    private static boolean mayReturnTo(Endpoint endpoint, RecordState state, Failback failback, Moment now) {
        if (state.failbackOrdered()) {
            return true;
        }
        if (failback instanceof Failback.AfterUpFor after) {
            return returnAtNanos(endpoint, state, after.dwell()) <= now.nanos();
        }
        return failback instanceof Failback.Automatic;
    }

    /** When an endpoint that is up will have been up for the dwell; what an operator forces up need not wait. */
    static long returnAtNanos(Endpoint endpoint, RecordState state, Duration dwell) {
        EndpointState known = state.endpoint(endpoint.id());
        if (known.isForced(StandingOrder.Kind.FORCED_UP)) {
            return Long.MIN_VALUE;
        }
        return known.measured() == Verdict.UP ? known.since().nanos() + dwell.toNanos() : Long.MAX_VALUE;
    }
}
