package io.dnsfailover.probes.internal;

import com.google.re2j.Pattern;
import io.dnsfailover.model.Printable;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What an answer must be, ready to be compared.
 *
 * @param statuses the statuses that pass
 * @param statusesInWords the same for people
 * @param fields what the head must hold
 * @param body what the body must, or must not, hold
 * @param maxBodyBytes how much of the body is read at most
 * @param digested whether the whole body is read, to make a digest of it
 */
public record HttpExpected(
        IntPredicate statuses,
        String statusesInWords,
        List<Field> fields,
        List<Body> body,
        int maxBodyBytes,
        boolean digested) {
    /**
     * A header field that must be there.
     *
     * @param name its name
     * @param pattern what must be found in one of its values
     */
    public record Field(String name, Pattern pattern) {}

    /** A rule for the body. */
    public sealed interface Body {
        /** What is wrong with a whole body; null when the rule is kept. */
        @Nullable
        String fault(byte[] bytes);
    }

    /**
     * A text that must be in it.
     *
     * @param text the text
     * @param pattern finds it
     */
    public record Contains(String text, BytePattern pattern) implements Body {
        @Override
        public @Nullable String fault(byte[] bytes) {
            boolean found = pattern.found(pattern.search(0, ByteBuffer.wrap(bytes)));
            return found ? null : "a body of " + bytes.length + " bytes without the expected text: " + quote(bytes);
        }
    }

    /**
     * A text that must not be in it.
     *
     * @param text the text
     * @param pattern finds it
     */
    public record Absent(String text, BytePattern pattern) implements Body {
        @Override
        public @Nullable String fault(byte[] bytes) {
            boolean found = pattern.found(pattern.search(0, ByteBuffer.wrap(bytes)));
            return found ? "the body contains '" + text + "', which it must not" : null;
        }
    }

    /**
     * A pattern that must be found in it.
     *
     * @param pattern the pattern
     */
    public record Matches(Pattern pattern) implements Body {
        @Override
        public @Nullable String fault(byte[] bytes) {
            boolean found =
                    pattern.matcher(new String(bytes, StandardCharsets.UTF_8)).find();
            return found
                    ? null
                    : "a body of " + bytes.length + " bytes in which '" + pattern + "' is not found: " + quote(bytes);
        }
    }

    /**
     * A value that must be in it.
     *
     * @param written the pointer as it was written
     * @param pointer where
     * @param value what it must be
     */
    public record Json(String written, JsonPointer pointer, String value) implements Body {
        @Override
        public @Nullable String fault(byte[] bytes) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                JsonText.Found found = JsonText.find(text, pointer);
                return switch (found.kind()) {
                    case NOTHING -> "the JSON has nothing at '" + written + "'";
                    case COMPOSITE -> "the JSON has more than one value at '" + written + "'";
                    case SCALAR -> found.text().equals(value) ? null : differs(found.text());
                };
            } catch (CharacterCodingException e) {
                return "the body is not JSON: it is not UTF-8";
            } catch (JsonText.MalformedJsonException e) {
                return "the body is not JSON: " + e.getMessage() + ": " + quote(bytes);
            }
        }

        private String differs(String seen) {
            String shown = seen.substring(0, Math.min(seen.length(), Sockets.QUOTED_BYTES));
            return "the JSON has '" + shown + "' at '" + written + "', expected '" + value + "'";
        }
    }

    private static String quote(byte[] bytes) {
        return Sockets.quote(ByteBuffer.wrap(bytes));
    }

    /** Whether nothing of the body matters. */
    boolean ignoresBody() {
        return body.isEmpty() && !digested;
    }

    /** Whether the verdict can stand before the body has ended. */
    boolean canEndEarly() {
        return !digested && body.stream().allMatch(Contains.class::isInstance);
    }

    /** Whether a response without a body can be right. */
    boolean takesNoBody() {
        return body.stream().allMatch(Absent.class::isInstance);
    }

    /** Such as {@code status 200-299, 2 rules for the body}. */
    @Override
    public String toString() {
        return "status " + Printable.of(statusesInWords) + ", " + body.size() + " rules for the body";
    }
}
