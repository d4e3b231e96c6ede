package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Timings;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * The phases of one check. Each phase is written by one thread at a time; the check's end reads them from any thread.
 * A phase that happens again, as after a redirect, counts anew.
 */
final class Stopwatch {
    /** What can be timed. */
    enum Phase {
        LOOKUP,
        CONNECT,
        TLS,
        FIRST_BYTE
    }

    private final long started;
    private final Map<Phase, Long> begun = new EnumMap<>(Phase.class);
    private final Map<Phase, Duration> took = new EnumMap<>(Phase.class);

    Stopwatch(long started) {
        this.started = started;
    }

    synchronized void begin(Phase phase) {
        begun.put(phase, ProbeThreads.nanoTime());
        took.remove(phase);
    }

    /** Ends a phase that has begun and not ended. */
    synchronized void end(Phase phase) {
        Long start = begun.remove(phase);
        if (start != null) {
            took.put(phase, Duration.ofNanos(ProbeThreads.nanoTime() - start));
        }
    }

    synchronized Timings timings() {
        return new Timings(
                took.get(Phase.LOOKUP),
                took.get(Phase.CONNECT),
                took.get(Phase.TLS),
                took.get(Phase.FIRST_BYTE),
                Duration.ofNanos(ProbeThreads.nanoTime() - started));
    }
}
