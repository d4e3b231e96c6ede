package io.dnsfailover.notify;

import io.dnsfailover.event.FailoverEvent;
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
    /** Several events that have one cause. */
    INCIDENT,
    /** The end of an incident. */
    RECOVERY,
    /** What happened since the last digest. */
    DIGEST,
    /** Anything else. */
    OTHER;

    private static final Map<Class<? extends FailoverEvent>, Kind> OF = Map.of(
            FailoverEvent.FailedOver.class, FAILED_OVER,
            FailoverEvent.FailedBack.class, FAILED_BACK,
            FailoverEvent.GaveUp.class, GAVE_UP,
            FailoverEvent.VerdictReached.class, VERDICT_REACHED,
            FailoverEvent.CandidateRejected.class, CANDIDATE_REJECTED,
            FailoverEvent.MoveWithheld.class, MOVE_WITHHELD,
            FailoverEvent.OverrideChanged.class, OVERRIDE_CHANGED,
            FailoverEvent.Published.class, PUBLISHED,
            FailoverEvent.PublishFailed.class, PUBLISH_FAILED);

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
