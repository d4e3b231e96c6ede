package io.dnsfailover.notify.internal;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import org.jspecify.annotations.Nullable;

/** Tells the events that move a record from the others. */
public final class Moves {
    private Moves() {}

    /**
     * The decision behind an event.
     *
     * @param event the event
     * @return the decision of an event that moved the record; null for any other
     */
    public static @Nullable Decision decisionOf(FailoverEvent event) {
        if (event instanceof FailoverEvent.FailedOver over) {
            return over.decision();
        }
        if (event instanceof FailoverEvent.FailedBack back) {
            return back.decision();
        }
        return event instanceof FailoverEvent.GaveUp gaveUp ? gaveUp.decision() : null;
    }
}
