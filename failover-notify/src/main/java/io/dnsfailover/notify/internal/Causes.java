package io.dnsfailover.notify.internal;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What went wrong, in the words of an exception and its causes: a library's own message often leaves out the one that counts. */
public final class Causes {
    private static final int MAX_DEPTH = 10;

    private Causes() {}

    /**
     * The words.
     *
     * @param thrown what was thrown
     * @return type and message of it and of its causes, without repetition; foreign text, not escaped
     */
    public static String of(@Nullable Throwable thrown) {
        Set<String> words = new LinkedHashSet<>();
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            String message = cause.getMessage();
            Throwable next = cause.getCause();
            // An exception without a message of its own repeats that of its cause.
            if (next == null || message == null || !message.equals(next.toString())) {
                words.add(cause.getClass().getSimpleName() + (message == null ? "" : ": " + message));
            }
            cause = next;
        }
        return String.join(", ", words);
    }
}
