package io.dnsfailover.notify;

import io.dnsfailover.event.FailoverEvent;

/** Words for an event. Called by one thread at a time; must not block. */
@FunctionalInterface
public interface MessageRenderer {
    /**
     * The message that tells of an event.
     *
     * @param event the event
     * @return a message with the id and the time of the event; the same for the same event
     */
    Message render(FailoverEvent event);
}
