package io.dnsfailover.dns.internal.exchange;

/** A message got no answer that can be believed. */
public final class ExchangeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /**
     * Reports it.
     *
     * @param sent whether any part of the message may have left
     * @param message what went wrong
     */
    public ExchangeException(boolean sent, String message) {
        super(message);
        this.sent = sent;
    }

    /**
     * Reports it with its cause.
     *
     * @param sent whether any part of the message may have left
     * @param message what went wrong
     * @param cause what led to it
     */
    public ExchangeException(boolean sent, String message, Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    /**
     * Whether any part of the message may have left.
     *
     * @return false when nothing can have arrived
     */
    public boolean sent() {
        return sent;
    }
}
