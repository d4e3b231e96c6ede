package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.EndpointState;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.quorum.Vote;
import io.dnsfailover.readiness.Readiness;
import io.dnsfailover.readiness.Standing;
import io.dnsfailover.status.EndpointStatus;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the views of one record come to for people: how ready its standbys are, and its status. On the engine loop only. */
final class Outlook {
    private Outlook() {}

    /** How ready an endpoint is to take over; null when the record stands on it, or nobody knows yet where it stands. */
    static @Nullable Readiness readiness(
            Watch watch, Map<String, Watch> all, @Nullable Holding holding, FailoverPolicy policy, Moment now) {
        if (holding == null || isInUse(watch, holding)) {
            return null;
        }
        long expiryNanos = policy.voteExpiry().toNanos();
        if (Readiness.isPlainlyFull(watch.views, watch.cautions.slowestNanos(), now.nanos(), expiryNanos)) {
            return Readiness.FULL;
        }
        Ballot ballot = ballot(watch, policy, now);
        Watch inUse = holding instanceof Holding.Single single ? all.get(single.endpointId()) : null;
        return Readiness.of(
                standing(watch), inUse == null ? null : standing(inUse), ballot, policy.quorum(), now.wall());
    }

    /** Whether a warning of an endpoint can say anything: the verdict does not call it down already, and somebody knows it. */
    static boolean isWorthAWarning(Watch watch, FailoverPolicy policy, Moment now) {
        Ballot ballot = ballot(watch, policy, now);
        boolean isKnown = ballot.count(Vote.UP) + ballot.count(Vote.DOWN) > 0;
        return isKnown && policy.quorum().decide(ballot) != Verdict.DOWN;
    }

    private static Ballot ballot(Watch watch, FailoverPolicy policy, Moment now) {
        return Ballot.standing(watch.views, now.nanos(), policy.voteExpiry().toNanos());
    }

    private static boolean isInUse(Watch watch, Holding holding) {
        return holding instanceof Holding.Everything
                || (holding instanceof Holding.Single single
                        && single.endpointId().equals(watch.endpoint.id()));
    }

    private static Standing standing(Watch watch) {
        return new Standing(watch.endpoint.id(), watch.views, watch.cautions.latencies());
    }

    static List<EndpointStatus> statuses(Collection<Watch> watches, RecordState state) {
        return watches.stream().map(watch -> status(watch, state)).toList();
    }

    private static EndpointStatus status(Watch watch, RecordState state) {
        EndpointState known = state.endpoint(watch.endpoint.id());
        return new EndpointStatus(
                watch.endpoint,
                known.measured(),
                known.since(),
                known.override(),
                watch.views,
                isInUse(watch, state.holding()) ? null : watch.cautions.readiness(),
                watch.cautions.warnings());
    }
}
