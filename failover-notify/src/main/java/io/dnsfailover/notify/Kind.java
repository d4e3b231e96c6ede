package io.dnsfailover.notify;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import java.util.Locale;
import java.util.Map;

/** What a notification is about. */
public enum Kind {
    /** A record left an endpoint that failed. */
    FAILED_OVER,
    /** A record returned to a more preferred endpoint. */
    FAILED_BACK,
    /** No endpoint works, and the record moved to what its policy has for that. */
    GAVE_UP,
    /** The verdict on an endpoint changed. */
    VERDICT_REACHED,
    /** An endpoint was not moved to, because it failed its fresh check. */
    CANDIDATE_REJECTED,
    /** A record would move, but stays. */
    MOVE_WITHHELD,
    /** An operator's order began or ended. */
    OVERRIDE_CHANGED,
    /** A name server confirmed a change. */
    PUBLISHED,
    /** A name server could not be written. */
    PUBLISH_FAILED,
    /** So many records moved that no further one may. */
    BRAKE_APPLIED,
    /** No move is withheld any more. */
    BRAKE_RELEASED,
    /** A location may itself be what failed, and abstains. */
    LOCATION_DOUBTED,
    /** A location is well again, and votes. */
    LOCATION_TRUSTED,
    /** Something about an endpoint should be looked at before it fails. */
    WARNING_RAISED,
    /** What was warned of an endpoint is over. */
    WARNING_CLEARED,
    /** A name server holds something else than was published there. */
    DRIFT_FOUND,
    /** A name server holds again what was published there. */
    DRIFT_ENDED,
    /** A name server has not held what it should for too long. */
    SERVERS_DIVERGED,
    /** Every name server holds what it should. */
    SERVERS_CONVERGED,
    /** Every authoritative server that answers was seen to serve what was decided. */
    ANSWER_PROVEN,
    /** Every publisher accepted what was decided, and an authoritative server does not serve it. */
    ANSWER_NOT_VISIBLE,
    /** No authoritative server of a provider answers for a zone. */
    PROVIDER_SILENT,
    /** A provider answers for a zone again. */
    PROVIDER_ANSWERS,
    /** Several events that have one cause. */
    INCIDENT,
    /** The end of an incident. */
    RECOVERY,
    /** What happened since the last digest. */
    DIGEST,
    /** Anything else. */
    OTHER;

    private static final Map<Class<? extends FailoverEvent>, Kind> OF = Map.ofEntries(
            Map.entry(FailoverEvent.FailedOver.class, FAILED_OVER),
            Map.entry(FailoverEvent.FailedBack.class, FAILED_BACK),
            Map.entry(FailoverEvent.GaveUp.class, GAVE_UP),
            Map.entry(FailoverEvent.VerdictReached.class, VERDICT_REACHED),
            Map.entry(FailoverEvent.CandidateRejected.class, CANDIDATE_REJECTED),
            Map.entry(FailoverEvent.MoveWithheld.class, MOVE_WITHHELD),
            Map.entry(FailoverEvent.OverrideChanged.class, OVERRIDE_CHANGED),
            Map.entry(FailoverEvent.Published.class, PUBLISHED),
            Map.entry(FailoverEvent.PublishFailed.class, PUBLISH_FAILED),
            Map.entry(FailoverEvent.BrakeApplied.class, BRAKE_APPLIED),
            Map.entry(FailoverEvent.BrakeReleased.class, BRAKE_RELEASED),
            Map.entry(FailoverEvent.LocationDoubted.class, LOCATION_DOUBTED),
            Map.entry(FailoverEvent.LocationTrusted.class, LOCATION_TRUSTED),
            Map.entry(FailoverEvent.WarningRaised.class, WARNING_RAISED),
            Map.entry(FailoverEvent.WarningCleared.class, WARNING_CLEARED),
            Map.entry(ServerEvent.DriftFound.class, DRIFT_FOUND),
            Map.entry(ServerEvent.DriftEnded.class, DRIFT_ENDED),
            Map.entry(ServerEvent.ServersDiverged.class, SERVERS_DIVERGED),
            Map.entry(ServerEvent.ServersConverged.class, SERVERS_CONVERGED),
            Map.entry(ProofEvent.AnswerProven.class, ANSWER_PROVEN),
            Map.entry(ProofEvent.AnswerNotVisible.class, ANSWER_NOT_VISIBLE),
            Map.entry(ProofEvent.ProviderSilent.class, PROVIDER_SILENT),
            Map.entry(ProofEvent.ProviderAnswers.class, PROVIDER_ANSWERS));

    /**
     * The kind of a notification that tells of one event.
     *
     * @param event the event
     * @return {@link #OTHER} for a kind of event that is younger than this module
     */
    public static Kind of(FailoverEvent event) {
        return OF.getOrDefault(event.getClass(), OTHER);
    }

    /** As it is written in JSON and headers: lower case, with hyphens, such as {@code failed-over}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
