package io.dnsfailover.notify.dispatch;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Printable;
import io.dnsfailover.notify.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The small words of a message. */
final class Lines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int MAX_EVENT_CHARS = 240;
    private static final int MINUTE = 60;

    private Lines() {}

    static String time(Instant at) {
        return TIME.format(at);
    }

    /** Such as {@code 12 s}, {@code 4 min 10 s}, {@code 2 h 5 min}, {@code 3 d 4 h}. */
    static String span(Duration span) {
        if (span.toMinutes() < 1) {
            return span.toSeconds() + " s";
        }
        if (span.toHours() < 1) {
            return span.toMinutes() + " min" + rest(span.toSecondsPart(), " s");
        }
        return span.toDays() < 1
                ? span.toHours() + " h" + rest(span.toMinutesPart() % MINUTE, " min")
                : span.toDays() + " d" + rest(span.toHoursPart(), " h");
    }

    private static String rest(int number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }

    static String number(int count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /** One row of a table. */
    static List<String> row(FailoverEvent event) {
        FailoverEvent.Header header = event.header();
        return List.of(time(header.at().wall()), header.id(), header.subject(), cut(event.describe()));
    }

    static String cut(String text) {
        String printable = Printable.of(text);
        return printable.length() <= MAX_EVENT_CHARS ? printable : printable.substring(0, MAX_EVENT_CHARS) + "...";
    }

    /** How many there were of each kind, exactly, such as {@code 12 failed-over, 3 verdict-reached}. */
    static String counts(Collection<FailoverEvent> events, Map<Kind, Integer> more) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        counts.putAll(more);
        events.forEach(event -> counts.merge(Kind.of(event), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }
}
