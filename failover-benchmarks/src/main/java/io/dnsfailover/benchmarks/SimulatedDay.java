package io.dnsfailover.benchmarks;

import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * How long a simulated day of one policy takes: the real engine over the testkit's simulated time, with all defaults (a check
 * of each endpoint every 30 s), three endpoints seen from three locations, and an outage of six minutes.
 *
 * <p>Argument: how many days, one scenario each (default 50). The first one is the one that a test pays for.
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
        long[] nanos = new long[days];
        long checks = 0;
        for (int i = 0; i < days; i++) {
            long start = System.nanoTime();
            checks = day(i);
            nanos[i] = System.nanoTime() - start;
        }
        long first = nanos[0];
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "%d simulated days of one policy, %d checks each: the first took %d ms, the median %.1f ms, the"
                        + " slowest %d ms%n",
                days,
                checks,
                first / 1_000_000,
                nanos[days / 2] / 1e6,
                nanos[days - 1] / 1_000_000);
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
