package io.dnsfailover.benchmarks;

import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.testkit.Scenario;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a simulated day of one policy takes: the real engine over the testkit's simulated time, with all defaults (a check
 * of each endpoint every 30 s), three endpoints seen from three locations, and an outage of six minutes.
 *
 * <p>Prints the time that went by and the time on the processor, which a busy machine does not stretch as much. The
 * first day is the one that a test pays for. Argument: how many days, one scenario each (default 50).
 */
public final class SimulatedDay {
    private SimulatedDay() {}

    /**
     * Measures and prints.
     *
     * @param args number of days
     */
    public static void main(String[] args) {
        int days = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] wall = new long[days];
        long[] processor = new long[days];
        long checks = 0;
        for (int i = 0; i < days; i++) {
            long wallStart = System.nanoTime();
            long processorStart = threads.getCurrentThreadCpuTime();
            checks = day(i);
            wall[i] = System.nanoTime() - wallStart;
            processor[i] = threads.getCurrentThreadCpuTime() - processorStart;
        }
        System.out.printf(Locale.ROOT, "%d simulated days of one policy, %d checks in the last one%n", days, checks);
        print("wall clock", wall);
        print("processor", processor);
    }

    private static void print(String what, long[] nanos) {
        long first = nanos[0];
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-10s  the first %d ms, the median %.1f ms, the slowest %d ms%n",
                what,
                first / 1_000_000,
                sorted[sorted.length / 2] / 1e6,
                sorted[sorted.length - 1] / 1_000_000);
    }

    private static long day(int seed) {
        FailoverPolicy www = FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary("192.0.2.10")
                .backup("192.0.2.20")
                .backup("192.0.2.30")
                .probe(new NamedProbe("any"))
                .build();
        try (Scenario scenario =
                Scenario.of(www).from("fra1", "ams1", "iad1").seed(seed).start()) {
            scenario.endpoint("192.0.2.10")
                    .goesDownBetween(Duration.ofHours(9), Duration.ofHours(9).plusMinutes(6));
            scenario.advance(Duration.ofDays(1));
            if (scenario.events().isEmpty()) {
                throw new IllegalStateException("nothing happened in a day with an outage");
            }
            return scenario.failover().counters().checks();
        }
    }
}
