package io.dnsfailover.notify.incident;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a message says of one incident. Immutable.
 *
 * @param standing how the incident stands
 * @param events what the recipient has not been told yet, oldest first
 * @param counted how many more there were of each kind, beyond what is kept
 * @param first whether the recipient hears of the incident for the first time
 */
public record Story(Standing standing, List<FailoverEvent> events, Map<Kind, Integer> counted, boolean first) {
    /** Copies the collections. */
    public Story {
        events = List.copyOf(events);
        Map<Kind, Integer> sorted = new EnumMap<>(Kind.class);
        sorted.putAll(counted);
        counted = Collections.unmodifiableMap(sorted);
    }

    /**
     * How an incident stands.
     *
     * @param id the id of its first event
     * @param began when that happened
     * @param lasted from then until its end, or until now
     * @param over whether something was in trouble and nothing is any more
     * @param causes what all its events have in common, the most telling first; empty when nothing is known
     * @param severity that of its worst event
     * @param extent how much it touches
     */
    public record Standing(
            String id,
            Instant began,
            Duration lasted,
            boolean over,
            List<Cause> causes,
            Severity severity,
            Extent extent) {}

    /**
     * How much an incident touches.
     *
     * @param records how many records
     * @param troubles how many things were in trouble since it began
     * @param open how many still are
     * @param named what some of these are, such as {@code endpoint 192.0.2.10 of www}; twenty at most
     */
    public record Extent(int records, int troubles, int open, List<String> named) {}

    /**
     * How many events it tells of.
     *
     * @return those that are listed and those that are counted
     */
    public int size() {
        return events.size()
                + counted.values().stream().mapToInt(Integer::intValue).sum();
    }
}
