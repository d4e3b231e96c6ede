package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Timings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

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

    private static final int PHASES = Phase.values().length;

    private final long started;
    private final long[] begun = new long[PHASES];
    private final @Nullable Duration[] took = new Duration[PHASES];

    Stopwatch(long started) {
        this.started = started;
    }

    synchronized void begin(Phase phase) {
        begun[phase.ordinal()] = ProbeThreads.nanoTime();
        took[phase.ordinal()] = null;
    }

    /** Ends a phase that has begun and not ended. */
    synchronized void end(Phase phase) {
        int i = phase.ordinal();
        if (begun[i] != 0 && took[i] == null) {
            took[i] = Duration.ofNanos(ProbeThreads.nanoTime() - begun[i]);
        }
    }

    synchronized Timings timings() {
        return new Timings(
                took[Phase.LOOKUP.ordinal()],
                took[Phase.CONNECT.ordinal()],
                took[Phase.TLS.ordinal()],
                took[Phase.FIRST_BYTE.ordinal()],
                Duration.ofNanos(ProbeThreads.nanoTime() - started));
    }
}
