package io.dnsfailover.event;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.health.Warning;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Verdict;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that happened to a record, or to the host of all records. */
public sealed interface FailoverEvent
        permits FailoverEvent.FailedOver,
                FailoverEvent.FailedBack,
                FailoverEvent.GaveUp,
                FailoverEvent.VerdictReached,
                FailoverEvent.CandidateRejected,
                FailoverEvent.MoveWithheld,
                FailoverEvent.OverrideChanged,
                FailoverEvent.Published,
                FailoverEvent.PublishFailed,
                FailoverEvent.BrakeApplied,
                FailoverEvent.BrakeReleased,
                FailoverEvent.LocationDoubted,
                FailoverEvent.LocationTrusted,
                FailoverEvent.WarningRaised,
                FailoverEvent.WarningCleared,
                ServerEvent,
                ProofEvent {
    /**
     * What every event has.
     *
     * @param id unique for this event: policy, generation of the record, and for what is no decision the start of the engine and a number; the
     *     same after a redelivery
     * @param policy the name of the policy; {@code *} for an event of the host
     * @param record the record set; null for an event of the host
     * @param at when it happened
     */
    record Header(String id, String policy, @Nullable RecordSetKey record, Moment at) {
        /**
         * The header of what happened to the host and not to one record.
         *
         * @param id unique for this event
         * @param at when it happened
         * @return a header without a record
         */
        public static Header ofHost(String id, Moment at) {
            return new Header(id, "*", null, at);
        }

        /**
         * What it is about, for a line in a log or a subject.
         *
         * @return the record set; {@code host} for an event of the host
         */
        public String subject() {
            return record == null ? "host" : record.toString();
        }
    }

    /**
     * The record left an endpoint that failed.
     *
     * @param header what every event has
     * @param decision the decision with its evidence
     */
    record FailedOver(Header header, Decision decision) implements FailoverEvent {
        @Override
        public String describe() {
            return "failed over: " + moved(decision);
        }
    }

    /**
     * The record returned to a more preferred endpoint.
     *
     * @param header what every event has
     * @param decision the decision with its evidence
     */
    record FailedBack(Header header, Decision decision) implements FailoverEvent {
        @Override
        public String describe() {
            return "failed back: " + moved(decision);
        }
    }

    /**
     * No endpoint works, and the record moved to what its policy has for that.
     *
     * @param header what every event has
     * @param decision the decision with its evidence
     */
    record GaveUp(Header header, Decision decision) implements FailoverEvent {
        @Override
        public String describe() {
            return "no endpoint works: " + moved(decision);
        }
    }

    /**
     * The verdict on an endpoint changed. The record may or may not move.
     *
     * @param header what every event has
     * @param endpointId the endpoint
     * @param from the verdict before
     * @param to the verdict now
     * @param ballot the votes
     */
    record VerdictReached(Header header, String endpointId, Verdict from, Verdict to, Ballot ballot)
            implements FailoverEvent {
        @Override
        public String describe() {
            return "endpoint " + endpointId + " is " + to + " (was " + from + "): " + ballot;
        }
    }

    /**
     * An endpoint was not moved to, because it failed its fresh check.
     *
     * @param header what every event has
     * @param endpointId the endpoint
     * @param why one line
     */
    record CandidateRejected(Header header, String endpointId, String why) implements FailoverEvent {
        @Override
        public String describe() {
            return "endpoint " + endpointId + " was not moved to: it " + why;
        }
    }

    /**
     * The record would move, but stays.
     *
     * @param header what every event has
     * @param notice why
     * @param holding what it holds
     */
    record MoveWithheld(Header header, RecordState.Notice notice, String holding) implements FailoverEvent {
        @Override
        public String describe() {
            return "stays on " + holding + ": "
                    + switch (notice) {
                        case NONE -> "nothing is wrong";
                        case ALL_DOWN -> "no endpoint works";
                        case HELD -> "an operator holds the record";
                        case BUDGET_SPENT -> "the budget of moves is spent";
                        case BRAKED -> "the brake is on, too many records moved of late";
                    };
        }
    }

    /**
     * An operator's order began or ended.
     *
     * @param header what every event has
     * @param endpointId the endpoint; {@code *} for the record
     * @param description what holds now, with the measured state beside it
     */
    record OverrideChanged(Header header, String endpointId, String description) implements FailoverEvent {
        @Override
        public String describe() {
            return ("*".equals(endpointId) ? "record" : "endpoint " + endpointId) + ": " + description;
        }
    }

    /**
     * A name server confirmed a change, and a read showed it.
     *
     * @param header what every event has
     * @param publisher the name of the publisher
     * @param recordSet what it holds now
     * @param generation the generation of the decision behind it
     * @param took from the decision to the confirmation
     */
    record Published(Header header, String publisher, RecordSet recordSet, long generation, Duration took)
            implements FailoverEvent {
        @Override
        public String describe() {
            return publisher + " serves " + recordSet.rdata() + " (generation " + generation + ") after "
                    + DurationText.of(took);
        }
    }

    /**
     * A name server could not be written. It is tried again.
     *
     * @param header what every event has
     * @param publisher the name of the publisher
     * @param effect what the attempt did to the zone, as far as known: NONE, UNKNOWN or CONFLICT
     * @param message what went wrong
     * @param attempt the number of the attempt, from 1
     */
    record PublishFailed(Header header, String publisher, String effect, String message, int attempt)
            implements FailoverEvent {
        /** Escapes and cuts the message. */
        public PublishFailed {
            message = Printable.of(message);
        }

        @Override
        public String describe() {
            return publisher + " could not be written (attempt " + attempt + ", effect " + effect + "): " + message;
        }
    }

    /**
     * So many records moved that no further one may.
     *
     * @param header what every event has
     * @param moved how many records moved within the window
     * @param records how many there are
     * @param brake the rule
     */
    record BrakeApplied(Header header, int moved, int records, Brake brake) implements FailoverEvent {
        @Override
        public String describe() {
            return "the brake is on: " + moved + " of " + records + " records moved (" + brake
                    + "); further moves wait for the window to pass or for an operator";
        }
    }

    /**
     * No move is withheld any more.
     *
     * @param header what every event has
     * @param ordered whether an operator released the brake; else time did
     */
    record BrakeReleased(Header header, boolean ordered) implements FailoverEvent {
        @Override
        public String describe() {
            return ordered ? "the brake was released by an operator" : "the brake is off: no move waits any more";
        }
    }

    /**
     * A location may itself be what failed: from now on it abstains.
     *
     * @param header what every event has
     * @param location the location
     * @param cause why
     * @param why one line
     */
    record LocationDoubted(Header header, Location location, Doubt.Cause cause, String why) implements FailoverEvent {
        @Override
        public String describe() {
            return "location " + location.id() + " is in doubt and abstains: " + why;
        }
    }

    /**
     * A location is well again, and votes.
     *
     * @param header what every event has
     * @param location the location
     * @param doubtedFor how long it was in doubt
     */
    record LocationTrusted(Header header, Location location, Duration doubtedFor) implements FailoverEvent {
        @Override
        public String describe() {
            return "location " + location.id() + " is trusted again after " + DurationText.of(doubtedFor);
        }
    }

    /**
     * Something about an endpoint should be looked at before it fails. Said once, until {@link WarningCleared}; says nothing of the
     * endpoint's health, and moves no record.
     *
     * @param header what every event has
     * @param endpointId the endpoint
     * @param warning what it is about, with what it rests on
     */
    record WarningRaised(Header header, String endpointId, Warning warning) implements FailoverEvent {
        @Override
        public String describe() {
            return "endpoint " + endpointId + " has a warning, " + warning;
        }
    }

    /**
     * What was warned of an endpoint is over.
     *
     * @param header what every event has
     * @param endpointId the endpoint
     * @param warning what it was about, as it stood last
     * @param lasted how long it was warned of
     */
    record WarningCleared(Header header, String endpointId, Warning warning, Duration lasted) implements FailoverEvent {
        @Override
        public String describe() {
            return "endpoint " + endpointId + " has no such warning any more after " + DurationText.of(lasted) + ", "
                    + warning;
        }
    }

    /**
     * What every event has.
     *
     * @return id, policy, record and time
     */
    Header header();

    /**
     * The event on one line, without its header.
     *
     * @return printable text
     */
    String describe();

    private static String moved(Decision decision) {
        return decision.from() + " -> " + decision.to() + " (generation " + decision.generation() + "); "
                + decision.evidence().describe(decision);
    }
}
