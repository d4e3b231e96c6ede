package io.dnsfailover.notify;

import io.dnsfailover.event.FailoverEvent;

/**
 * Words for an event.
 *
 * <p>Safe for concurrent use. May wait for what is still being gathered, such as a trace, until a deadline that the implementation
 * names, some seconds at most; so it is called where a delivery may block, and never on the way to a decision. An interrupt ends the
 * waiting: the message then says what is known, and the interrupt is left set for the delivery that follows. Never throws for an
 * event that it does not know.
 */
@FunctionalInterface
public interface MessageRenderer {
    /**
     * The message that tells of an event.
     *
     * @param event the event
     * @return a message with the id and the time of the event, and so with the same {@link Message#key()} for the same event; a
     *     later one may say more. With recipients where the renderer knows them, see {@link Message#to}
     */
    Message render(FailoverEvent event);
}
