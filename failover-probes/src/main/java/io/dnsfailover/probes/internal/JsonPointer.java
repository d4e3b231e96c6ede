package io.dnsfailover.probes.internal;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place in a JSON text (RFC 6901).
 *
 * @param tokens the names and indexes on the way, unescaped; none for the whole
 */
public record JsonPointer(List<String> tokens) {
    /** The most tokens; a text that is nested deeper is not read. */
    public static final int MAX_DEPTH = 32;

    private static final int MAX_CHARS = 1024;
    private static final Pattern SYNTAX = Pattern.compile("(/([^/~]|~[01])*)*", Pattern.DOTALL);

    /**
     * Tells whether a text is a pointer that can be followed.
     *
     * @param text any text
     * @return false for one without its leading slash, with a tilde that escapes nothing, or too long
     */
    public static boolean isWellFormed(String text) {
        return text.length() <= MAX_CHARS
                && text.chars().filter(c -> c == '/').count() <= MAX_DEPTH
                && SYNTAX.matcher(text).matches();
    }

    /**
     * Reads a pointer.
     *
     * @param text one that {@link #isWellFormed}
     * @return the pointer
     */
    public static JsonPointer of(String text) {
        if (text.isEmpty()) {
            return new JsonPointer(List.of());
        }
        String[] parts = text.substring(1).split("/", -1);
        return new JsonPointer(Arrays.stream(parts)
                .map(part -> part.replace("~1", "/").replace("~0", "~"))
                .toList());
    }
}
