package io.dnsfailover.decision;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Vote;
import java.util.Map;
import java.util.stream.LongStream;

/** When a record must be looked at again although nothing new is seen: the earliest time at which a rule changes its mind. */
final class WakeUp {
    private WakeUp() {}

    static long at(RecordState state, Sightings seen, Map<String, Ballot> ballots, FailoverPolicy policy, Moment now) {
        long earliest = Long.MAX_VALUE;
        if (state.verification() != null) {
            earliest = state.verification().deadlineNanos();
        }
        if (state.hold() != null) {
            earliest = Math.min(earliest, state.hold().untilNanos());
        }
        if (state.notice() == RecordState.Notice.BUDGET_SPENT) {
            earliest = Math.min(
                    earliest,
                    state.moves().get(0) + policy.moveBudget().window().toNanos());
        }
        LongStream overrides = state.endpoints().values().stream()
                .map(EndpointState::override)
                .filter(override -> override != null)
                .mapToLong(StandingOrder::untilNanos);
        LongStream rejections = state.rejected().values().stream().mapToLong(Long::longValue);
        LongStream others = LongStream.concat(LongStream.concat(overrides, rejections), dwells(state, policy, now));
        LongStream all = LongStream.concat(others, contradictions(seen, ballots, policy, now));
        return Math.min(earliest, all.min().orElse(Long.MAX_VALUE));
    }

    /**
     * The ends of the votes in domains that abstain: when one side of a contradiction expires the other is heard, and no
     * location sees anything new by then.
     */
    private static LongStream contradictions(
            Sightings seen, Map<String, Ballot> ballots, FailoverPolicy policy, Moment now) {
        long expiryNanos = policy.voteExpiry().toNanos();
        return ballots.entrySet().stream()
                .flatMap(ballot -> seen.of(ballot.getKey()).stream()
                        .filter(view ->
                                ballot.getValue().votes().get(view.location().failureDomain()) == Vote.ABSTAINED))
                .map(LocationHealth::latestConclusive)
                .filter(conclusive -> conclusive != null)
                .mapToLong(conclusive -> conclusive.at().nanos() + expiryNanos)
                .filter(end -> end > now.nanos());
    }

    /** The ends of the dwells of endpoints that are preferred to the present one; a dwell that is over wakes nobody. */
    private static LongStream dwells(RecordState state, FailoverPolicy policy, Moment now) {
        int standsAt = state.holding()
                .endpoint(policy)
                .map(policy.endpoints()::indexOf)
                .orElse(0);
        if (!(policy.failback() instanceof Failback.AfterUpFor after)) {
            return LongStream.empty();
        }
        return policy.endpoints().subList(0, standsAt).stream()
                .mapToLong((Endpoint endpoint) -> Plan.returnAtNanos(endpoint, state, after.dwell()))
                .filter(end -> end > now.nanos());
    }
}
