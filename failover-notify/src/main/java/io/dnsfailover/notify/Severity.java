package io.dnsfailover.notify;

import io.dnsfailover.decision.RecordState;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.quorum.Verdict;

/** How much a notification matters, from little to much. */
public enum Severity {
    /** Good to know: a failback, an endpoint that works again, an order, a change that a name server serves. */
    INFO,
    /** Something is wrong, and users do not feel it yet. */
    WARNING,
    /** Users feel it, or felt it until the record moved. */
    CRITICAL;

    /**
     * The severity of an event.
     *
     * @param event the event
     * @return {@link #CRITICAL} for a failover, for giving up, for a record that stays because no endpoint works and for the brake;
     *     {@link #WARNING} for an endpoint that is down or was rejected, for another move that was withheld, for a name server
     *     that could not be written, holds something else or has lagged for too long, for an answer that is not visible, a provider
     *     that does not answer, a location in doubt and a warning of an endpoint; else {@link #INFO}
     */
    public static Severity of(FailoverEvent event) {
        if (event instanceof FailoverEvent.FailedOver
                || event instanceof FailoverEvent.GaveUp
                || event instanceof FailoverEvent.BrakeApplied) {
            return CRITICAL;
        }
        if (event instanceof FailoverEvent.MoveWithheld withheld) {
            return withheld.notice() == RecordState.Notice.ALL_DOWN ? CRITICAL : WARNING;
        }
        if (event instanceof FailoverEvent.VerdictReached reached) {
            return reached.to() == Verdict.DOWN ? WARNING : INFO;
        }
        boolean warning = event instanceof FailoverEvent.CandidateRejected
                || event instanceof FailoverEvent.PublishFailed
                || event instanceof FailoverEvent.LocationDoubted
                || event instanceof FailoverEvent.WarningRaised
                || event instanceof ServerEvent.DriftFound
                || event instanceof ServerEvent.ServersDiverged
                || event instanceof ProofEvent.AnswerNotVisible
                || event instanceof ProofEvent.ProviderSilent;
        return warning ? WARNING : INFO;
    }
}
