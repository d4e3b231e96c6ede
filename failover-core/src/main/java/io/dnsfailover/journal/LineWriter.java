package io.dnsfailover.journal;

import io.dnsfailover.model.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes one line: a kind, then {@code key=value} fields, with a tab before each. What stands in a field fits on the line. */
final class LineWriter {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final StringBuilder out = new StringBuilder(192);

    LineWriter(String kind) {
        out.append(kind);
    }

    LineWriter put(String key, String value) {
        out.append('\t').append(key).append('=');
        escape(value);
        return this;
    }

    LineWriter put(String key, long value) {
        out.append('\t').append(key).append('=').append(value);
        return this;
    }

    LineWriter put(String key, Enum<?> value) {
        return put(key, value.name());
    }

    LineWriter put(String key, Moment value) {
        out.append('\t').append(key).append('=').append(value.nanos()).append('/');
        out.append(value.wall());
        return this;
    }

    /** Nothing for null: the reader takes a field that is not there for null. */
    LineWriter putIfAny(String key, @Nullable Object value) {
        return value == null ? this : put(key, value.toString());
    }

    /** A field for each value, in order. */
    LineWriter putAll(String key, List<String> values) {
        values.forEach(value -> put(key, value));
        return this;
    }

    String line() {
        return out.toString();
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                out.append("\\\\");
            } else if (c >= ' ' && c <= '~') {
                out.append(c);
            } else {
                out.append("\\u").append(HEX[c >> 12]).append(HEX[c >> 8 & 15]);
                out.append(HEX[c >> 4 & 15]).append(HEX[c & 15]);
            }
        }
    }
}
