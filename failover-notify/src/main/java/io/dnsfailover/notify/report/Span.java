package io.dnsfailover.notify.report;

import java.time.Duration;
import java.util.Locale;

/** Lengths of time for people. */
final class Span {
    private static final double MILLIS = 1000.0;

    private Span() {}

    /** Such as {@code 12 ms}, {@code 3.2 s}, {@code 4 min 10 s} or {@code 2 h 5 min}. */
    static String of(Duration span) {
        if (span.isNegative()) {
            return "-" + of(span.negated());
        }
        if (span.toMillis() < 1000) {
            return span.toMillis() + " ms";
        }
        if (span.toSeconds() < 60) {
            return String.format(Locale.ROOT, "%.1f s", span.toMillis() / MILLIS);
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + " min" + rest(span.toSecondsPart(), " s");
        }
        if (span.toDays() < 1) {
            return span.toHours() + " h" + rest(span.toMinutesPart(), " min");
        }
        return span.toDays() + " d" + rest(span.toHoursPart(), " h");
    }

    private static String rest(int number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }
}
