package io.dnsfailover.notify.collect;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Location;
import io.dnsfailover.notify.geo.GeoLocator;
import io.dnsfailover.notify.internal.NotifyTime;
import io.dnsfailover.notify.report.OperatorCommands;
import io.dnsfailover.notify.report.ReportMessage.Part;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.spi.Tracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assembles {@link Reports}. Everything has a default: no tracers, 20 s for traces, an hour between traces of a healthy way, 3 s for
 * the name servers, no map, orders as calls of the library, pictures as PNG images inside of the mail and the incident page beside it.
 * What is set twice is refused. For one thread.
 */
public final class ReportsBuilder {
    private static final Duration MIN_DEADLINE = Duration.ofSeconds(2);
    private static final Duration MAX_DEADLINE = Duration.ofMinutes(1);
    private static final Duration MIN_EVERY = Duration.ofMinutes(1);
    private static final Duration MAX_EVERY = Duration.ofDays(1);
    private static final Duration MAX_SETTLING = Duration.ofSeconds(30);

    private final SortedMap<Location, Tracer> tracers = new TreeMap<>();
    private @Nullable Duration deadline;
    private @Nullable Duration lastGoodEvery;
    private @Nullable Duration settling;
    private @Nullable GeoLocator locator;
    private @Nullable OperatorCommands commands;
    private @Nullable Set<Part> parts;
    private @Nullable NotifyTime time;

    ReportsBuilder() {}

    /**
     * A location from which traces can be made.
     *
     * @param location one of those of the {@code Failover}
     * @param tracer makes them; several locations may share one; not closed here
     * @return this
     */
    public ReportsBuilder tracer(Location location, Tracer tracer) {
        once("tracer of " + location.id(), tracers.put(location, tracer));
        return this;
    }

    /**
     * How long all traces of one outage may take together, counted from its confirmation; the report of a move waits for them, and
     * no longer.
     *
     * @param value 2 s to 1 min; default 20 s
     * @return this
     */
    public ReportsBuilder traceWithin(Duration value) {
        once("trace within", deadline);
        deadline = value;
        return this;
    }

    /**
     * How often the way from each location to each healthy endpoint is traced, for the difference to the last good path. Where there are
     * so many ways that this would be more than one in a second, each has its turn later.
     *
     * @param value 1 min to 24 h; default 1 h
     * @return this
     */
    public ReportsBuilder lastGoodPathEvery(Duration value) {
        once("last good path every", lastGoodEvery);
        lastGoodEvery = value;
        return this;
    }

    /**
     * How long the report of a move waits for the word of the name servers, counted from when the move was heard of.
     *
     * @param value 0 to 30 s; default 3 s
     * @return this
     */
    public ReportsBuilder receiptsWithin(Duration value) {
        once("receipts within", settling);
        settling = value;
        return this;
    }

    /**
     * Draws the paths on a map too.
     *
     * @param knows where addresses are; not closed here
     * @return this
     */
    public ReportsBuilder locator(GeoLocator knows) {
        once("locator", locator);
        locator = knows;
        return this;
    }

    /**
     * How an operator gives orders here.
     *
     * @param ofTheHost default {@link OperatorCommands#ofTheLibrary()}
     * @return this
     */
    public ReportsBuilder commands(OperatorCommands ofTheHost) {
        once("commands", commands);
        commands = ofTheHost;
        return this;
    }

    /**
     * What is put beside text and HTML.
     *
     * @param chosen none for text and HTML alone; default {@link Part#PNG_INSIDE} and {@link Part#INCIDENT_PAGE}
     * @return this
     */
    public ReportsBuilder parts(Part... chosen) {
        once("parts", parts);
        Set<Part> set = EnumSet.noneOf(Part.class);
        set.addAll(List.of(chosen));
        parts = set;
        return this;
    }

    /**
     * Clocks and timers, for tests. A message that waits does so in real time all the same: let the time pass before it is rendered.
     *
     * @param clocks the clocks
     * @param timers the timers; not closed here
     * @return this
     */
    public ReportsBuilder time(TimeSource clocks, Scheduler timers) {
        once("time", time);
        time = NotifyTime.of(clocks, timers);
        return this;
    }

    /**
     * Starts to gather.
     *
     * @return the reports
     * @throws IllegalArgumentException when a duration is out of its range; names all that are
     */
    public Reports build() {
        Duration within = or(deadline, Duration.ofSeconds(20));
        Duration every = or(lastGoodEvery, Duration.ofHours(1));
        Duration receipts = or(settling, Duration.ofSeconds(3));
        List<String> wrong = new ArrayList<>();
        check(wrong, "trace within", within, MIN_DEADLINE, MAX_DEADLINE);
        check(wrong, "last good path every", every, MIN_EVERY, MAX_EVERY);
        check(wrong, "receipts within", receipts, Duration.ZERO, MAX_SETTLING);
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("reports: " + String.join("; ", wrong));
        }
        Set<Part> chosen = parts == null ? EnumSet.of(Part.PNG_INSIDE, Part.INCIDENT_PAGE) : parts;
        return new Reports(
                time == null ? NotifyTime.ofTheMachine() : time,
                tracers,
                new Gathering.Pace(within, receipts, every),
                new Reports.Furnishing(locator, commands, Set.copyOf(chosen)));
    }

    private static Duration or(@Nullable Duration value, Duration otherwise) {
        return value == null ? otherwise : value;
    }

    private static void check(List<String> wrong, String what, Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            wrong.add(what + " " + DurationText.of(value) + ": has to be " + DurationText.of(min) + " to "
                    + DurationText.of(max));
        }
    }

    private static void once(String property, @Nullable Object before) {
        if (before != null) {
            throw new IllegalStateException("reports: " + property + " is set twice");
        }
    }
}
