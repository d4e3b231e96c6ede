package io.dnsfailover.probes.internal;

import java.util.List;

/**
 * Reads a whole JSON text (RFC 8259), strictly, for the sake of one value in it. Keeps nothing but that value, and does
 * not go deeper than {@link JsonPointer#MAX_DEPTH}: the text comes from an endpoint.
 */
final class JsonText {
    /** What stands at a place. */
    enum Kind {
        /** Nothing. */
        NOTHING,
        /** An object or an array. */
        COMPOSITE,
        /** A string, a number, true, false or null. */
        SCALAR
    }

    /**
     * What was found.
     *
     * @param kind what it is
     * @param text a string's text, or the scalar as it is written; empty otherwise
     */
    record Found(Kind kind, String text) {}

    /** The text is not JSON, or not one that we read. */
    static final class MalformedJsonException extends Exception {
        private static final long serialVersionUID = 1;

        MalformedJsonException(String rule, int at) {
            super(rule + " at character " + at);
        }
    }

    private static final int OFF_THE_WAY = -1;

    private final String text;
    private final List<String> way;
    private Found found = new Found(Kind.NOTHING, "");
    private int at;

    private JsonText(String text, List<String> way) {
        this.text = text;
        this.way = way;
    }

    /** What stands at the pointer. */
    static Found find(String text, JsonPointer pointer) throws MalformedJsonException {
        JsonText reader = new JsonText(text, pointer.tokens());
        reader.value(0, 0);
        reader.space();
        if (reader.at < text.length()) {
            throw reader.wrong("more than one value");
        }
        return reader.found;
    }

    /** Reads a value; {@code steps} of the way lead to it, unless it lies off the way. */
    private void value(int depth, int steps) throws MalformedJsonException {
        space();
        boolean here = steps == way.size();
        char first = peek();
        if (first == '{' || first == '[') {
            if (depth == JsonPointer.MAX_DEPTH) {
                throw wrong("nested deeper than " + JsonPointer.MAX_DEPTH);
            }
            if (here) {
                found = new Found(Kind.COMPOSITE, "");
            }
            int inside = here ? OFF_THE_WAY : steps;
            if (first == '{') {
                object(depth + 1, inside);
            } else {
                array(depth + 1, inside);
            }
            return;
        }
        String scalar = first == '"' ? string() : literal();
        if (here) {
            found = new Found(Kind.SCALAR, scalar);
        }
    }

    private void object(int depth, int steps) throws MalformedJsonException {
        boolean passed = false;
        at++;
        space();
        if (accept('}')) {
            return;
        }
        do {
            space();
            if (peek() != '"') {
                throw wrong("a name was expected");
            }
            String name = string();
            boolean onTheWay = steps != OFF_THE_WAY && name.equals(way.get(steps));
            if (onTheWay && passed) {
                throw wrong("a name that is asked for stands twice");
            }
            passed |= onTheWay;
            space();
            expect(':');
            value(depth, onTheWay ? steps + 1 : OFF_THE_WAY);
            space();
        } while (accept(','));
        expect('}');
    }

    private void array(int depth, int steps) throws MalformedJsonException {
        at++;
        space();
        if (accept(']')) {
            return;
        }
        int index = 0;
        do {
            boolean onTheWay = steps != OFF_THE_WAY && String.valueOf(index).equals(way.get(steps));
            value(depth, onTheWay ? steps + 1 : OFF_THE_WAY);
            index++;
            space();
        } while (accept(','));
        expect(']');
    }

    private String string() throws MalformedJsonException {
        StringBuilder out = new StringBuilder();
        at++;
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw wrong("a control character in a string");
            }
            out.append(c == '\\' ? escaped() : c);
        }
        at++;
        return out.toString();
    }

    private char escaped() throws MalformedJsonException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("an unknown escape");
        };
    }

    private char unicode() throws MalformedJsonException {
        int end = at + 4;
        if (end > text.length()) {
            throw wrong("the text ends too early");
        }
        int code = 0;
        while (at < end) {
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0 || text.charAt(at) > 'f') {
                throw wrong("an escape without four hexadecimal digits");
            }
            code = code << 4 | digit;
            at++;
        }
        return (char) code;
    }

    private String literal() throws MalformedJsonException {
        int start = at;
        while ((at < text.length() && "+-.".indexOf(text.charAt(at)) >= 0) || isWord()) {
            at++;
        }
        String word = text.substring(start, at);
        boolean known = word.equals("true") || word.equals("false") || word.equals("null");
        if (!known && !word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            at = start;
            throw wrong("no value");
        }
        return word;
    }

    private boolean isWord() {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private void space() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() throws MalformedJsonException {
        if (at >= text.length()) {
            throw wrong("the text ends too early");
        }
        return text.charAt(at);
    }

    private boolean accept(char wanted) throws MalformedJsonException {
        boolean there = peek() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) throws MalformedJsonException {
        if (!accept(wanted)) {
            throw wrong("'" + wanted + "' was expected");
        }
    }

    private MalformedJsonException wrong(String rule) {
        return new MalformedJsonException(rule, at);
    }
}
