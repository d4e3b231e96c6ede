package io.dnsfailover.health;

import org.jspecify.annotations.Nullable;

/**
 * What one location warns of, damped: it begins at once and ends after enough quiet checks in a row.
 *
 * @param text what was seen last to warn of; null when nothing is warned of
 * @param quiet how many checks in a row saw nothing since then
 */
public record Alarm(@Nullable String text, int quiet) {
    /** Nothing is warned of. */
    public static final Alarm NONE = new Alarm(null, 0);

    /**
     * The alarm after one more check.
     *
     * @param seen what it saw to warn of; null for nothing
     * @param needed how many quiet checks in a row end it, 1 at least
     * @return the next alarm
     */
    public Alarm next(@Nullable String seen, int needed) {
        if (seen != null) {
            return new Alarm(seen, 0);
        }
        return text == null || quiet + 1 >= needed ? NONE : new Alarm(text, quiet + 1);
    }
}
