package io.dnsfailover.notify.report;

import io.dnsfailover.model.Printable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Text on its way into a report. */
final class Shown {
    private static final String CUT = "...";

    private Shown() {}

    /**
     * One line of printable ASCII. What was made printable before stays as it is, so that nothing is escaped twice.
     *
     * @param text any text
     */
    static String line(String text) {
        boolean safe = text.length() <= Printable.MAX_CHARS && text.chars().allMatch(c -> c >= ' ' && c <= '~');
        return safe ? text : Printable.of(text);
    }

    /** Text that came from elsewhere, marked as such. */
    static String quoted(String text) {
        return '"' + line(text).replace('"', '\'') + '"';
    }

    static String cut(String text, int maxChars) {
        return text.length() <= maxChars ? text : text.substring(0, maxChars - CUT.length()) + CUT;
    }

    /** Such as {@code 2026-01-02 03:04:05.123 UTC}. */
    static String time(Instant time) {
        String iso = time.truncatedTo(ChronoUnit.MILLIS).toString();
        return iso.replace('T', ' ').replace("Z", " UTC");
    }
}
