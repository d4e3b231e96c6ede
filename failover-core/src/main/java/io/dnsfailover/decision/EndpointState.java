package io.dnsfailover.decision;

import io.dnsfailover.model.Moment;
import io.dnsfailover.quorum.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a record remembers of one endpoint.
 *
 * @param measured the last verdict that was not UNDECIDED; UNDECIDED before the first
 * @param since when that verdict was reached
 * @param override the operator's word; null when there is none
 */
public record EndpointState(
        Verdict measured, Moment since, @Nullable StandingOrder override) {
    EndpointState with(@Nullable StandingOrder word) {
        return new EndpointState(measured, since, word);
    }

    EndpointState judged(Verdict verdict, Moment now) {
        return new EndpointState(verdict, now, override);
    }

    /** The verdict that decisions go by: the operator's word, else what the present ballot says. */
    Verdict effective(Verdict current) {
        if (override == null) {
            return current;
        }
        return override.kind() == StandingOrder.Kind.FORCED_UP ? Verdict.UP : Verdict.DOWN;
    }

    boolean isForced(StandingOrder.Kind kind) {
        return override != null && override.kind() == kind;
    }
}
