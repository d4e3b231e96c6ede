package io.dnsfailover.simulation.scenario;

import java.util.List;

/** Times as people read them: seconds with one digit, in whole-number arithmetic, so that every machine writes the same. */
final class Seconds {
    private static final long TENTH_NANOS = 100_000_000;

    private Seconds() {}

    static String of(long nanos) {
        long tenths = (nanos + TENTH_NANOS / 2) / TENTH_NANOS;
        return tenths / 10 + "." + tenths % 10;
    }

    /** The shortest, the median and the longest of sorted times, and how often it happened if that was not each time. */
    static String spread(List<Long> sorted, int runs) {
        if (sorted.isEmpty()) {
            return "-";
        }
        String spread = of(sorted.get(0)) + " / " + of(sorted.get(sorted.size() / 2)) + " / "
                + of(sorted.get(sorted.size() - 1));
        return sorted.size() == runs ? spread : spread + " (in %d of %d)".formatted(sorted.size(), runs);
    }
}
