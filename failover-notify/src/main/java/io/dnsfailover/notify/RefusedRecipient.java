package io.dnsfailover.notify;

import io.dnsfailover.model.Printable;

/**
 * Somebody whom a mail server did not take a message for.
 *
 * @param address the address
 * @param retryable whether another attempt makes sense: true for a code 4xx, false for 5xx (RFC 5321 section 4.2.1)
 * @param reply what the server said; escaped and cut here
 */
public record RefusedRecipient(MailAddress address, boolean retryable, String reply) {
    /** Escapes and cuts the reply. */
    public RefusedRecipient {
        reply = Printable.of(reply);
    }
}
