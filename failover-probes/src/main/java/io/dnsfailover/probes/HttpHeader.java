package io.dnsfailover.probes;

import io.dnsfailover.model.Printable;

/**
 * A header field.
 *
 * @param name its name, in whatever case
 * @param value its value; where one is expected, a pattern in the syntax of RE2
 */
public record HttpHeader(String name, String value) {
    /** Such as {@code Accept: 'text/html'}. */
    @Override
    public String toString() {
        return Printable.of(name) + ": " + Payload.text(value);
    }
}
