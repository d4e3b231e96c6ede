package io.dnsfailover.simulation.time;

import java.util.EnumMap;
import java.util.Map;

/**
 * How much of each kind of trouble something has now: troubles overlap, and each takes away what it brought.
 *
 * @param <K> the kinds
 */
public final class Levels<K extends Enum<K>> {
    private final Map<K, Integer> levels;

    /** None of any kind. */
    public Levels(Class<K> kinds) {
        levels = new EnumMap<>(kinds);
    }

    /** More of a kind or, with a negative number, less. */
    public void add(K kind, int more) {
        int sum = of(kind) + more;
        if (sum == 0) {
            levels.remove(kind);
        } else {
            levels.put(kind, sum);
        }
    }

    /** How much of a kind there is. */
    public int of(K kind) {
        return levels.isEmpty() ? 0 : levels.getOrDefault(kind, 0);
    }

    /** Whether there is some of a kind. */
    public boolean has(K kind) {
        return of(kind) > 0;
    }
}
