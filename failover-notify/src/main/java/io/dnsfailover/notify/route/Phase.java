package io.dnsfailover.notify.route;

import io.dnsfailover.decision.RecordState;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.quorum.Verdict;

/** Whether something became worse or better. */
public enum Phase {
    /** Something failed. */
    DOWN,
    /** Something works again. */
    UP,
    /** Neither: an order, a verdict that is open. */
    NEITHER;

    /**
     * The phase of an event.
     *
     * @param event the event
     * @return {@link #DOWN} for a failover, giving up, a verdict of DOWN, a rejected candidate, a move that is withheld, a name server
     *     that could not be written, holds something else or has lagged for too long, an answer that is not visible, a provider that
     *     does not answer, a location in doubt and the brake; {@link #UP} for what ends one of these
     */
    public static Phase of(FailoverEvent event) {
        if (event instanceof FailoverEvent.VerdictReached reached) {
            return reached.to() == Verdict.UP ? UP : reached.to() == Verdict.DOWN ? DOWN : NEITHER;
        }
        if (event instanceof FailoverEvent.MoveWithheld withheld) {
            return withheld.notice() == RecordState.Notice.NONE ? UP : DOWN;
        }
        boolean down = event instanceof FailoverEvent.FailedOver
                || event instanceof FailoverEvent.GaveUp
                || event instanceof FailoverEvent.CandidateRejected
                || event instanceof FailoverEvent.PublishFailed
                || event instanceof FailoverEvent.LocationDoubted
                || event instanceof FailoverEvent.BrakeApplied
                || event instanceof ServerEvent.DriftFound
                || event instanceof ServerEvent.ServersDiverged
                || event instanceof ProofEvent.AnswerNotVisible
                || event instanceof ProofEvent.ProviderSilent;
        boolean up = event instanceof FailoverEvent.FailedBack
                || event instanceof FailoverEvent.Published
                || event instanceof FailoverEvent.LocationTrusted
                || event instanceof FailoverEvent.BrakeReleased
                || event instanceof ServerEvent.DriftEnded
                || event instanceof ServerEvent.ServersConverged
                || event instanceof ProofEvent.AnswerProven
                || event instanceof ProofEvent.ProviderAnswers;
        return down ? DOWN : up ? UP : NEITHER;
    }
}
