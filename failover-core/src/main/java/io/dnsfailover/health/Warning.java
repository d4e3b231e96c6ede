package io.dnsfailover.health;

import io.dnsfailover.model.Printable;

/**
 * Something about an endpoint that people should look at before it fails. A warning never counts as a failure and never moves a record.
 *
 * @param kind what it is about
 * @param text one line for people, with what it rests on; made {@link Printable} here
 */
public record Warning(Kind kind, String text) {
    /** What warnings are about. */
    public enum Kind {
        /** The check passes and noticed something, such as a certificate that ends soon. */
        CHECK,
        /** The latency is over the warn limit of the policy. */
        LATENCY,
        /** A backup is not ready to take over. */
        READINESS
    }

    /** Escapes and cuts the text. */
    public Warning {
        text = Printable.of(text);
    }

    /** Such as {@code CHECK: certificate ends in 6 days (seen from fra1)}. */
    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
