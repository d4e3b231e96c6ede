package io.dnsfailover.quorum;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Observation;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one location, or one failure domain, has to say of an endpoint. */
public enum Vote {
    /** It works, as seen from there. */
    UP,
    /** It does not work, as seen from there. */
    DOWN,
    /** There, but unable to tell. */
    ABSTAINED,
    /** Not heard of in time. No evidence at all. */
    SILENT;

    /**
     * The vote of one location now: its damped state, while the check that it rests on is young enough.
     *
     * @param view what the location knows
     * @param nowNanos the monotonic clock
     * @param expiryNanos the age from which a check no longer counts
     * @return UP or DOWN; ABSTAINED when it looks but cannot tell; SILENT when it was not heard of in time
     */
    static Vote standing(LocationHealth view, long nowNanos, long expiryNanos) {
        if (isYoung(view.latestConclusive(), nowNanos, expiryNanos)) {
            return switch (view.health().state()) {
                case UP, SUSPECT -> UP;
                case DOWN, RECOVERING -> DOWN;
                case UNKNOWN -> ABSTAINED;
            };
        }
        return isYoung(view.latest(), nowNanos, expiryNanos) ? ABSTAINED : SILENT;
    }

    /**
     * The vote of one location on a fresh check: what its newest observation that answers the ask saw, without
     * any damping.
     *
     * @param view what the location knows
     * @param ask the number of the ask
     * @return UP or DOWN; ABSTAINED when the answer was inconclusive; SILENT when there is none yet
     */
    static Vote fresh(LocationHealth view, long ask) {
        Observation latest = view.latest();
        if (latest == null || latest.ask() < ask) {
            return SILENT;
        }
        return switch (latest.result().outcome()) {
            case PASS -> UP;
            case FAIL -> DOWN;
            case INCONCLUSIVE -> ABSTAINED;
        };
    }

    /**
     * The vote of a failure domain. Contradiction is no evidence: a domain in which one location says UP and
     * another DOWN abstains.
     *
     * @param votes the votes of its locations
     * @return the vote of the domain; SILENT when all are
     */
    static Vote ofDomain(Set<Vote> votes) {
        if (votes.contains(UP)) {
            return votes.contains(DOWN) ? ABSTAINED : UP;
        }
        if (votes.contains(DOWN)) {
            return DOWN;
        }
        return votes.contains(ABSTAINED) ? ABSTAINED : SILENT;
    }

    private static boolean isYoung(@Nullable Observation observation, long nowNanos, long expiryNanos) {
        return observation != null && nowNanos - observation.at().nanos() < expiryNanos;
    }
}
