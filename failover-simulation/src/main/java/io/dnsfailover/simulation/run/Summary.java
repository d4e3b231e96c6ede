package io.dnsfailover.simulation.run;

import io.dnsfailover.simulation.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What came of many seeds. Safe from any thread. */
public final class Summary {
    private final Map<FaultKind, Long> faults = new EnumMap<>(FaultKind.class);
    private final Map<Long, SeedResult> failed = new TreeMap<>();
    private final Map<Long, String> hashes = new TreeMap<>();
    private long seeds;
    private long nanos;
    private long events;
    private long observations;
    private long decisions;
    private long writes;

    /** Nothing yet. */
    public Summary() {}

    synchronized void add(SeedResult result, boolean keepsHash) {
        seeds++;
        nanos += result.simulatedNanos();
        events += result.events();
        observations += result.observations();
        decisions += result.decisions();
        writes += result.writes();
        result.faultCounts().forEach((kind, count) -> faults.merge(kind, (long) count, Long::sum));
        if (!result.violations().isEmpty()) {
            failed.put(result.seed(), result);
        }
        if (keepsHash) {
            hashes.put(result.seed(), result.traceHash());
        }
    }

    /** How many seeds were run. */
    public synchronized long seeds() {
        return seeds;
    }

    /** How many hours were simulated. */
    public synchronized long hours() {
        return Duration.ofSeconds(nanos / 1_000_000_000).toHours();
    }

    /** How many decisions the engines took. */
    public synchronized long decisions() {
        return decisions;
    }

    /** How often each kind of fault happened. */
    public synchronized Map<FaultKind, Long> faults() {
        return new EnumMap<>(faults);
    }

    /** The seeds that broke a rule, in order. */
    public synchronized List<SeedResult> failed() {
        return new ArrayList<>(failed.values());
    }

    /** The trace hash of each seed, when they were asked for. */
    public synchronized Map<Long, String> hashes() {
        return new TreeMap<>(hashes);
    }

    /** The figures with how long they took, for people. */
    synchronized String describe(long tookNanos) {
        long millis = Math.max(1, tookNanos / 1_000_000);
        return String.format(
                        Locale.ROOT,
                        "%,d.%01d s: %,d simulated hours and %,d events a second%n",
                        millis / 1000,
                        millis % 1000 / 100,
                        hours() * 1000 / millis,
                        events * 1000 / millis)
                + describe();
    }

    /** The figures, for people. */
    public synchronized String describe() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%,d seeds, %,d simulated hours, %,d events (%,d checks, %,d decisions, %,d writes)%n",
                seeds,
                hours(),
                events,
                observations,
                decisions,
                writes));
        long all = faults.values().stream().mapToLong(Long::longValue).sum();
        text.append(String.format(Locale.ROOT, "%,d faults:", all));
        faults.forEach((kind, count) -> text.append(' ')
                .append(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .append(' ')
                .append(count)
                .append(','));
        text.setLength(text.length() - 1);
        return text.append(String.format(Locale.ROOT, "%n%,d seeds broke a rule%n", failed.size()))
                .toString();
    }
}
