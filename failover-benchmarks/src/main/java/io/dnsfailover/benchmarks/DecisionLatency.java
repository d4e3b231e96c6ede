package io.dnsfailover.benchmarks;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.policy.NamedProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long it takes from the result of the deciding check to the changed answer that {@link Failover#current} gives, while
 * the engine goes on with all its other checks.
 *
 * <p>5,000 records of two endpoints each, two locations, every endpoint checked every five seconds from both: 4,000 results a
 * second. A few hundred records at a time lose the endpoint that they stand on; the deciding check is the last fresh check of the other endpoint. The probes
 * cost nothing, so that the engine is measured and not a network.
 *
 * <p>Arguments: number of records (default 5000), number of failovers (default 2000).
 */
public final class DecisionLatency {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final int AT_ONCE = 250;

    private DecisionLatency() {}

    /**
     * Measures and prints.
     *
     * @param args number of records, number of failovers
     */
    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        int failovers = args.length > 1 ? Integer.parseInt(args[1]) : 2000;
        SwitchedProber prober = new SwitchedProber();
        FailoverBuilder builder = Failover.builder()
                .location(new Location("fra1", "eu-central"), prober)
                .location(new Location("ams1", "eu-west"), prober)
                .probe("switched", prober::probe);
        for (int i = 0; i < records; i++) {
            builder.policy(policy(i));
        }
        try (Failover failover = builder.start()) {
            failover.firstRound().toCompletableFuture().join();
            measure(failover, prober, records, Math.min(failovers, records / 4)); // warm up
            long[] nanos = measure(failover, prober, records, failovers);
            print(records, nanos, failover);
        }
    }

    private static FailoverPolicy policy(int number) {
        return FailoverPolicy.named("r" + number)
                .record("example.com.", "r" + number + ".example.com.", RecordType.A)
                .primary(primary(number))
                .backup(backup(number))
                .probe(new NamedProbe("switched"))
                .every(INTERVAL)
                .timeout(Duration.ofMillis(500))
                .confirmAfter(Duration.ofMillis(20))
                .damping(Damping.fall(2).ok(2).rise(2))
                .moves(new MoveBudget(1000, Duration.ofSeconds(1)))
                .build();
    }

    static String primary(int number) {
        return "10.0." + number / 250 + "." + (number % 250 + 1);
    }

    static String backup(int number) {
        return "10.1." + number / 250 + "." + (number % 250 + 1);
    }

    /** Takes the endpoints of {@link #AT_ONCE} records down at a time, and watches their answers change. */
    private static long[] measure(Failover failover, SwitchedProber prober, int records, int failovers) {
        long[] nanos = new long[failovers];
        int done = 0;
        while (done < failovers) {
            List<Watched> waiting = new ArrayList<>();
            for (int i = done; i < Math.min(failovers, done + AT_ONCE); i++) {
                waiting.add(Watched.of((int) (i * 7919L % records), failover));
            }
            waiting.forEach(watched -> prober.takeDown(watched.left));
            while (!waiting.isEmpty()) {
                for (Iterator<Watched> each = waiting.iterator(); each.hasNext(); ) {
                    Watched watched = each.next();
                    if (watched.hasMoved(failover)) {
                        nanos[done++] = System.nanoTime() - prober.lastPassNanos(watched.next);
                        each.remove();
                    }
                }
            }
            prober.bringBack();
        }
        return nanos;
    }

    /** A record that is about to lose the endpoint that it stands on. */
    private record Watched(DnsName owner, @Nullable RecordSet before, String left, String next) {
        static Watched of(int number, Failover failover) {
            DnsName owner = policy(number).record().owner();
            RecordSet before = failover.current(owner, RecordType.A);
            boolean onPrimary = before != null && before.rdata().contains(primary(number));
            String left = onPrimary ? primary(number) : backup(number);
            return new Watched(owner, before, left, onPrimary ? backup(number) : primary(number));
        }

        boolean hasMoved(Failover failover) {
            RecordSet now = failover.current(owner, RecordType.A);
            return now != null && !now.equals(before);
        }
    }

    private static void print(int records, long[] nanos, Failover failover) {
        Arrays.sort(nanos);
        System.out.printf(
                "%d endpoints, %d failovers: deciding check to changed answer p50 %.3f ms, p99 %.3f ms, max %.3f ms%n",
                2 * records,
                nanos.length,
                millis(nanos[nanos.length / 2]),
                millis(nanos[nanos.length * 99 / 100]),
                millis(nanos[nanos.length - 1]));
        System.out.println(failover.counters());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
