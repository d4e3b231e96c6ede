package io.dnsfailover.spi;

import io.dnsfailover.model.Printable;

/**
 * What one look at an authoritative server showed.
 *
 * @param kind what it came to
 * @param ttlSeconds the longest that a resolver may keep the answer, in seconds; 0 when there was no answer that one would keep
 * @param detail what was seen, on one line, such as {@code [192.0.2.10] with a TTL of 30} or {@code REFUSED}; escaped and cut here
 */
public record Sight(Kind kind, long ttlSeconds, String detail) {
    /** What a look came to. */
    public enum Kind {
        /** The server answers with authority, and what is expected: the same data, with no longer TTL. */
        SERVES,
        /** The server answers with authority, but something else, or that there is nothing. */
        OTHER,
        /** The server answers, but not for this zone: an error, or an answer without authority. */
        LAME,
        /** No answer came in time, or the port is closed. */
        SILENT
    }

    /** Checks the TTL, escapes and cuts the detail. */
    public Sight {
        if (ttlSeconds < 0) {
            throw new IllegalArgumentException("a sight has a TTL of 0 or more, not " + ttlSeconds);
        }
        detail = Printable.of(detail);
    }
}
