package io.dnsfailover.spi;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a store keeps or forgets at once: all of it or none.
 *
 * @param states policy name to the state that takes the place of an earlier one
 * @param events events that have still to be told; one with a number that is there takes its place
 * @param settled numbers of events to forget; unknown ones are ignored. None of them is among {@code events}
 */
public record StoreBatch(Map<String, StoredState> states, List<StoredEvent> events, Set<Long> settled) {
    /** Copies the collections, in the order of the names and numbers. */
    public StoreBatch {
        states = Collections.unmodifiableMap(new TreeMap<>(states));
        events = List.copyOf(events);
        settled = Collections.unmodifiableSet(new TreeSet<>(settled));
    }

    /**
     * States and nothing else.
     *
     * @param states policy name to state
     * @return a batch without events
     */
    public static StoreBatch ofStates(Map<String, StoredState> states) {
        return new StoreBatch(states, List.of(), Set.of());
    }
}
