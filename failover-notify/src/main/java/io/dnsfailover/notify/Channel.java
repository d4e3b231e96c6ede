package io.dnsfailover.notify;

/**
 * Brings messages to a target: a mail server, a web service, a log.
 *
 * <p>One call is one attempt: it neither tries again nor remembers. Who calls decides by the {@link DeliveryException} whether to
 * call again, and for whom. Safe for concurrent use. May block, until the deadline of the channel at most.
 */
public interface Channel extends AutoCloseable {
    /**
     * What the channel is called in a log.
     *
     * @return printable ASCII without any secret
     */
    String name();

    /**
     * Sends a message. When it returns, the target has taken the message for all recipients. An attempt that ended otherwise may
     * still have arrived, so that the next one makes a duplicate, which the receiver recognizes by {@link Message#key()}.
     *
     * @param message the message
     * @throws DeliveryException when it was not taken, or not for all; says whether another attempt makes sense
     * @throws InterruptedException when the thread was interrupted; the attempt was abandoned and its connection closed
     */
    void send(Message message) throws DeliveryException, InterruptedException;

    /** Closes what is open; attempts under way end with a {@link DeliveryException}. Idempotent. */
    @Override
    void close();
}
