package io.dnsfailover.dns.rfc2136;

/** A message got no answer that can be believed. */
final class ExchangeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean sent;

    /**
     * Reports it.
     *
     * @param sent whether any part of the message may have left
     * @param message what went wrong
     */
    ExchangeException(boolean sent, String message) {
        super(message);
        this.sent = sent;
    }

    ExchangeException(boolean sent, String message, Throwable cause) {
        super(message, cause);
        this.sent = sent;
    }

    boolean sent() {
        return sent;
    }
}
