package io.dnsfailover.journal;

import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link LineWriter} wrote. Fields that nobody asks for are ignored: a later version of the library may have
 * more. Every method throws {@link IllegalArgumentException}, naming the rule, when the line breaks the format.
 */
final class LineReader {
    private final String kind;
    private final List<String> keys = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    LineReader(String line) {
        int end = line.indexOf('\t');
        kind = end < 0 ? line : line.substring(0, end);
        while (end >= 0) {
            int start = end + 1;
            end = line.indexOf('\t', start);
            String field = end < 0 ? line.substring(start) : line.substring(start, end);
            int equals = field.indexOf('=');
            if (equals <= 0) {
                throw new IllegalArgumentException("'" + Printable.of(field) + "' is no field: a field is key=value");
            }
            keys.add(field.substring(0, equals));
            values.add(field.substring(equals + 1));
        }
    }

    String kind() {
        return kind;
    }

    @Nullable
    String textIfAny(String key) {
        int at = keys.indexOf(key);
        return at < 0 ? null : Printable.unescaped(values.get(at));
    }

    String text(String key) {
        String value = textIfAny(key);
        if (value == null) {
            throw new IllegalArgumentException("the field '" + key + "' is missing");
        }
        return value;
    }

    List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).equals(key)) {
                found.add(Printable.unescaped(values.get(i)));
            }
        }
        return found;
    }

    long number(String key) {
        return read(key, Long::parseLong);
    }

    /** A number that is 0 where the field is missing. */
    long numberOrZero(String key) {
        return keys.contains(key) ? number(key) : 0;
    }

    int smallNumber(String key) {
        return read(key, Integer::parseInt);
    }

    <E extends Enum<E>> E word(String key, Class<E> words) {
        return read(key, text -> Enum.valueOf(words, text));
    }

    Duration duration(String key) {
        return read(key, Duration::parse);
    }

    @Nullable
    Duration durationIfAny(String key) {
        return keys.contains(key) ? duration(key) : null;
    }

    @Nullable
    Instant instantIfAny(String key) {
        return keys.contains(key) ? read(key, Instant::parse) : null;
    }

    Moment moment(String key) {
        return read(key, LineReader::moment0);
    }

    @Nullable
    Moment momentIfAny(String key) {
        return keys.contains(key) ? moment(key) : null;
    }

    /** Reads a field, and names it when that fails, whatever way. */
    <T> T read(String key, Function<String, T> reader) {
        String text = text(key);
        try {
            return Objects.requireNonNull(reader.apply(text));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the field '" + key + "' holds '" + Printable.of(text) + "': " + e.getMessage(), e);
        }
    }

    /** All fields of a key, each read as {@link #read} does. */
    <T> List<T> readAll(String key, Function<String, T> reader) {
        List<T> found = new ArrayList<>();
        for (String text : texts(key)) {
            try {
                found.add(reader.apply(text));
            } catch (RuntimeException e) {
                throw new IllegalArgumentException(
                        "a field '" + key + "' holds '" + Printable.of(text) + "': " + e.getMessage(), e);
            }
        }
        return found;
    }

    private static Moment moment0(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a moment is NANOSECONDS/INSTANT");
        }
        return new Moment(Long.parseLong(text.substring(0, slash)), Instant.parse(text.substring(slash + 1)));
    }
}
