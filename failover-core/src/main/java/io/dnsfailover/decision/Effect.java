package io.dnsfailover.decision;

import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Verdict;

/** What an evaluation wants done or said. */
public sealed interface Effect {
    /**
     * Store the state, publish the decision, tell people.
     *
     * @param decision the decision
     */
    record Move(Decision decision) implements Effect {}

    /**
     * Have every location check an endpoint now.
     *
     * @param endpointId the endpoint
     * @param ask the number that the observations must answer
     */
    record AskCheck(String endpointId, long ask) implements Effect {}

    /**
     * The verdict on an endpoint changed.
     *
     * @param endpointId the endpoint
     * @param from the verdict before
     * @param to the verdict now
     * @param ballot the votes
     */
    record VerdictChanged(String endpointId, Verdict from, Verdict to, Ballot ballot) implements Effect {}

    /**
     * An endpoint failed its fresh check and was not moved to.
     *
     * @param endpointId the endpoint
     * @param ballot the votes of the fresh check
     * @param why one line for people
     */
    record CandidateRejected(String endpointId, Ballot ballot, String why) implements Effect {}

    /**
     * The record stays, although it would rather move. Said once until it changes.
     *
     * @param notice why
     */
    record MoveWithheld(RecordState.Notice notice) implements Effect {}

    /**
     * An operator's order began or ended.
     *
     * @param endpointId the endpoint; {@code *} for the record
     * @param description what holds now, with the measured state beside it
     */
    record OverrideChanged(String endpointId, String description) implements Effect {}
}
