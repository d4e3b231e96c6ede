package io.dnsfailover.benchmarks.probes;

import io.dnsfailover.Failover;
import io.dnsfailover.status.EngineCounters;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What checks cost from a cold start on, in windows of two seconds: how long it takes to be well, and whether it gets well. */
final class Windows {
    private static final int WINDOW_SECONDS = 2;

    private Windows() {}

    /** Prints a line for each window. */
    static void measure(LoadSettings settings, Failover failover) throws IOException, InterruptedException {
        long pid = ProcessHandle.current().pid();
        EngineCounters before = failover.counters();
        double cpuBefore = ProcessFigures.total(ProcessFigures.cpuMicros(pid));
        for (int second = WINDOW_SECONDS; second <= settings.seconds(); second += WINDOW_SECONDS) {
            TimeUnit.SECONDS.sleep(WINDOW_SECONDS);
            EngineCounters now = failover.counters();
            double cpu = ProcessFigures.total(ProcessFigures.cpuMicros(pid));
            long checks = now.checks() - before.checks();
            System.out.printf(
                    "until %d s: %d checks, %d inconclusive, %d rounds skipped; %.0f us of CPU a check%n",
                    second,
                    checks,
                    now.inconclusive() - before.inconclusive(),
                    now.skippedRounds() - before.skippedRounds(),
                    (cpu - cpuBefore) / Math.max(1, checks));
            before = now;
            cpuBefore = cpu;
        }
    }
}
