package io.dnsfailover.notify.route;

import io.dnsfailover.model.DurationText;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A time in which outages of some policies are expected: nobody is told, unless a route asks for it. What still lasts at its end is
 * told then; what was over before is counted.
 */
public sealed interface Maintenance {
    /** The longest window. */
    Duration MAX = Duration.ofDays(31);

    /**
     * Once.
     *
     * @param policies which policies
     * @param from its beginning
     * @param until its end, after the beginning and at most 31 days later
     */
    record Once(NamePattern policies, Instant from, Instant until) implements Maintenance {
        /** Checks the order. */
        public Once {
            if (!until.isAfter(from) || Duration.between(from, until).compareTo(MAX) > 0) {
                throw new IllegalArgumentException(
                        "maintenance: has to end after its beginning, at most 31 days later, not " + from + " to "
                                + until);
            }
        }

        @Override
        public @Nullable Instant endAt(Instant now) {
            return now.isBefore(from) || !now.isBefore(until) ? null : until;
        }
    }

    /**
     * Every week.
     *
     * @param policies which policies
     * @param days the days on which it begins; at least one
     * @param start the local time at which it begins
     * @param length how long it lasts: a minute to a day
     * @param zone whose local time
     */
    record Weekly(NamePattern policies, Set<DayOfWeek> days, LocalTime start, Duration length, ZoneId zone)
            implements Maintenance {
        private static final Duration SHORTEST = Duration.ofMinutes(1);
        private static final Duration LONGEST = Duration.ofDays(1);

        /** Checks days and length. */
        public Weekly {
            if (days.isEmpty()) {
                throw new IllegalArgumentException("maintenance: has at least one day");
            }
            days = Set.copyOf(EnumSet.copyOf(days));
            if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("maintenance: has to last 1m to 1d, not " + DurationText.of(length));
            }
        }

        @Override
        public @Nullable Instant endAt(Instant now) {
            LocalDate today = now.atZone(zone).toLocalDate();
            Instant latest = null;
            for (LocalDate day : new LocalDate[] {today.minusDays(1), today}) {
                Instant begin = ZonedDateTime.of(day, start, zone).toInstant();
                Instant end = begin.plus(length);
                if (days.contains(day.getDayOfWeek()) && !now.isBefore(begin) && now.isBefore(end)) {
                    latest = end;
                }
            }
            return latest;
        }
    }

    /**
     * Which policies it is about.
     *
     * @return a pattern of names
     */
    NamePattern policies();

    /**
     * When it ends, if it is on.
     *
     * @param now the time by the wall clock
     * @return null when it is not on
     */
    @Nullable
    Instant endAt(Instant now);
}
