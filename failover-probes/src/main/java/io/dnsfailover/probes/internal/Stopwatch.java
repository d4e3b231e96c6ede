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
        LOOKUP(0),
        CONNECT(1),
        TLS(2),
        FIRST_BYTE(3);

        private final int slot;

        Phase(int slot) {
            this.slot = slot;
        }
    }

    private static final int PHASES = 4;

    private final long started;
    private final long[] times = new long[PHASES]; // while a phase goes on: when it began; then how long it took
    private int going; // one bit for each phase
    private int ended; // one bit for each phase

    Stopwatch(long started) {
        this.started = started;
    }

    synchronized void begin(Phase phase) {
        int bit = 1 << phase.slot;
        times[phase.slot] = ProbeThreads.nanoTime();
        going |= bit;
        ended &= ~bit;
    }

    /** Ends a phase that has begun and not ended. */
    synchronized void end(Phase phase) {
        int bit = 1 << phase.slot;
        if ((going & bit) != 0) {
            times[phase.slot] = ProbeThreads.nanoTime() - times[phase.slot];
            going &= ~bit;
            ended |= bit;
        }
    }

    synchronized Timings timings() {
        return new Timings(
                took(Phase.LOOKUP),
                took(Phase.CONNECT),
                took(Phase.TLS),
                took(Phase.FIRST_BYTE),
                Duration.ofNanos(ProbeThreads.nanoTime() - started));
    }

    private @Nullable Duration took(Phase phase) {
        boolean over = (ended & 1 << phase.slot) != 0;
        return over ? Duration.ofNanos(times[phase.slot]) : null;
    }
}
