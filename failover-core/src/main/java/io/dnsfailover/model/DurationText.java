package io.dnsfailover.model;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: a whole number and a unit, {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}. */
public final class DurationText {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final long MAX_COUNTABLE = Long.MAX_VALUE / 1000; // seconds, beyond which milliseconds overflow

    private DurationText() {}

    /**
     * Reads a duration.
     *
     * @param text a whole number and one of {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}, without a space
     * @return the duration
     * @throws IllegalArgumentException when it has another shape
     */
    public static Duration parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + Printable.of(text) + "' is not a duration such as 500ms, 30s, 5m, 2h or 1d");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    /**
     * Writes a duration in the largest unit that holds it without a fraction; what is finer than a millisecond is
     * cut off.
     *
     * @param duration not negative
     * @return the text, which {@link #parse} reads
     */
    public static String of(Duration duration) {
        long seconds = duration.toSeconds();
        boolean countable = seconds > -MAX_COUNTABLE && seconds < MAX_COUNTABLE;
        if (countable && (duration.toMillisPart() != 0 || seconds == 0)) {
            return duration.toMillis() + "ms";
        }
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
