package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.model.Printable;
import io.dnsfailover.notify.route.Maintenance;
import io.dnsfailover.notify.route.NamePattern;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code maintenance} of {@code notifications}: when nobody is told. */
final class MaintenanceSection {
    private static final List<String> DAYS =
            Stream.of(DayOfWeek.values()).map(MaintenanceSection::day).toList();

    private MaintenanceSection() {}

    static List<Maintenance> read(@Nullable Value section) {
        List<Value> items = section == null ? null : section.items();
        List<Maintenance> found = new ArrayList<>();
        for (Value item : items == null ? List.<Value>of() : items) {
            Fields fields = item.fields(Keys.MAINTENANCE);
            Maintenance window = fields == null ? null : window(item, fields);
            if (window != null) {
                found.add(window);
            }
        }
        return found;
    }

    /** As {@link #read} takes it: {@code mon}. */
    static String day(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    private static @Nullable Maintenance window(Value item, Fields fields) {
        int before = item.problems().count();
        List<String> patterns = new ArrayList<>();
        Value policies = fields.get("policies");
        for (Value one : policies == null ? List.<Value>of() : policies.itemOrItems()) {
            String pattern = one.read(text -> NamePattern.of(text).texts().get(0));
            patterns.add(pattern == null ? "unread" : pattern);
        }
        NamePattern names = patterns.isEmpty() ? NamePattern.ANY : new NamePattern(patterns);
        boolean weekly =
                fields.hasOwn("days") || fields.hasOwn("start") || fields.hasOwn("length") || fields.hasOwn("zone");
        boolean once = fields.hasOwn("from") || fields.hasOwn("until");
        if (weekly == once) {
            item.wrong("must have either from and until, or days, start and length");
            return null;
        }
        try {
            Maintenance window = once ? once(fields, names) : weekly(fields, names);
            return item.problems().count() == before ? window : null;
        } catch (IllegalArgumentException e) {
            item.wrong(String.valueOf(e.getMessage()));
            return null;
        }
    }

    private static @Nullable Maintenance once(Fields fields, NamePattern names) {
        Instant from = required(fields, "from", MaintenanceSection::instant);
        Instant until = required(fields, "until", MaintenanceSection::instant);
        return from == null || until == null ? null : new Maintenance.Once(names, from, until);
    }

    private static @Nullable Maintenance weekly(Fields fields, NamePattern names) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        Value daysValue = fields.get("days");
        for (Value one : daysValue == null ? List.<Value>of() : daysValue.itemOrItems()) {
            String word = one.word(DAYS);
            if (word != null) {
                days.add(DayOfWeek.of(DAYS.indexOf(word) + 1));
            }
        }
        if (daysValue == null) {
            days.addAll(EnumSet.allOf(DayOfWeek.class));
        }
        LocalTime start =
                required(fields, "start", text -> parsed(text, "a time of day such as 02:30", LocalTime::parse));
        Value lengthValue = fields.require("length");
        Duration length = lengthValue == null ? null : lengthValue.duration();
        Value zoneValue = fields.get("zone");
        ZoneId zone = zoneValue == null
                ? ZoneId.of("UTC")
                : zoneValue.read(text -> parsed(text, "a time zone such as Europe/Berlin", ZoneId::of));
        return start == null || length == null || zone == null
                ? null
                : new Maintenance.Weekly(names, days, start, length, zone);
    }

    private static <T> @Nullable T required(Fields fields, String key, Function<String, T> reader) {
        Value value = fields.require(key);
        return value == null ? null : value.read(reader);
    }

    private static Instant instant(String text) {
        return parsed(
                text,
                "a time with its offset such as 2026-03-01T02:00:00Z",
                all -> OffsetDateTime.parse(all).toInstant());
    }

    private static <T> T parsed(String text, String what, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + Printable.of(text) + "' is not " + what);
        }
    }
}
