package io.dnsfailover.dns.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259), strictly: nothing after the value, no name twice in an object, at most {@value #MAX_DEPTH} levels. A value
 * is a {@link Map}, {@link List}, {@link String}, {@link BigDecimal}, {@link Boolean}, or {@link #NULL}.
 */
public final class Json {
    /** How deep objects and arrays may lie in each other. */
    public static final int MAX_DEPTH = 16;

    /** The value {@code null}. */
    public static final Object NULL = new Object();

    private static final int MAX_NUMBER_CHARS = 32;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,3})?");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /**
     * Reads a text that is one value.
     *
     * @param text the text
     * @return the value
     * @throws ProtocolException when it is none
     */
    public static Object parse(String text) throws IOException {
        Json json = new Json(text);
        Object value = json.value(0);
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.wrong("something follows the value");
        }
        return value;
    }

    /**
     * Writes a text as a JSON string.
     *
     * @param text any text
     * @return the string in its quotes, of printable ASCII alone
     */
    public static String quoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    private Object value(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw wrong("more than " + MAX_DEPTH + " levels");
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", NULL);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        if (endsHere('}')) {
            return object;
        }
        do {
            skipSpace();
            String name = string();
            skipSpace();
            expect(':');
            if (object.put(name, value(depth + 1)) != null) {
                throw wrong("a name stands twice in an object");
            }
        } while (goesOn('}'));
        return object;
    }

    private List<Object> array(int depth) throws IOException {
        List<Object> array = new ArrayList<>();
        at++;
        if (endsHere(']')) {
            return array;
        }
        do {
            array.add(value(depth + 1));
        } while (goesOn(']'));
        return array;
    }

    private boolean endsHere(char end) throws IOException {
        skipSpace();
        if (peek() != end) {
            return false;
        }
        at++;
        return true;
    }

    private boolean goesOn(char end) throws IOException {
        if (endsHere(end)) {
            return false;
        }
        expect(',');
        return true;
    }

    private String string() throws IOException {
        expect('"');
        StringBuilder out = new StringBuilder();
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

    private char escaped() throws IOException {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hex();
            default -> throw wrong("an escape that is none");
        };
    }

    private char hex() throws IOException {
        int end = Math.min(at + 4, text.length());
        String digits = text.substring(at, end);
        if (!HEX.matcher(digits).matches()) {
            throw wrong("an escape that is none");
        }
        at = end;
        return (char) Integer.parseInt(digits, 16);
    }

    private Object word(String word, Object meaning) throws IOException {
        if (!text.startsWith(word, at)) {
            throw wrong("no value");
        }
        at += word.length();
        return meaning;
    }

    private BigDecimal number() throws IOException {
        Matcher number = NUMBER.matcher(text).region(at, Math.min(at + MAX_NUMBER_CHARS, text.length()));
        if (!number.lookingAt()) {
            throw wrong("no value");
        }
        at = number.end();
        return new BigDecimal(number.group());
    }

    private void expect(char wanted) throws IOException {
        if (peek() != wanted) {
            throw wrong("no '" + wanted + "'");
        }
        at++;
    }

    private char peek() throws IOException {
        if (at >= text.length()) {
            throw wrong("it ends too soon");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private ProtocolException wrong(String what) {
        return new ProtocolException("not JSON at character " + at + ": " + what);
    }
}
