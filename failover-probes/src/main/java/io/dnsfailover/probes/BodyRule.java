package io.dnsfailover.probes;

/** What a body must, or must not, hold. */
public sealed interface BodyRule {
    /**
     * The body contains a text.
     *
     * @param text compared byte by byte as UTF-8, whatever the charset of the response
     */
    record Contains(String text) implements BodyRule {
        @Override
        public String toString() {
            return "expect-body " + Payload.text(text);
        }
    }

    /**
     * The body does not contain a text. The whole body is read.
     *
     * @param text compared byte by byte as UTF-8, whatever the charset of the response
     */
    record Absent(String text) implements BodyRule {
        @Override
        public String toString() {
            return "expect-body-without " + Payload.text(text);
        }
    }

    /**
     * A pattern is found in the body, read as UTF-8. The whole body is read.
     *
     * @param pattern in the syntax of RE2, which takes time in proportion to the body whatever the body is
     */
    record Matches(String pattern) implements BodyRule {
        @Override
        public String toString() {
            return "expect-body-matching " + Payload.text(pattern);
        }
    }

    /**
     * The body is JSON (RFC 8259), and has a value at a place. The whole body is read.
     *
     * @param pointer the place, such as {@code /status} or {@code /nodes/0/role} (RFC 6901); empty for the whole
     * @param value a string's text; a number as it is written; {@code true}, {@code false} or {@code null}
     */
    record Json(String pointer, String value) implements BodyRule {
        @Override
        public String toString() {
            return "expect-json " + Payload.text(pointer) + "=" + Payload.text(value);
        }
    }
}
