package io.dnsfailover.benchmarks.publish;

import io.dnsfailover.dns.powerdns.PowerDnsPublisher;
import io.dnsfailover.dns.rfc2136.Rfc2136Publisher;
import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.Replaced;
import io.dnsfailover.spi.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How many record sets a second one publisher changes on a real name server that runs as a child process, one by one and in batches:
 * with the read before, the write, and the look after it.
 *
 * <p>The zone has {@value #NAMES} record sets with their marks. Argument: for how many seconds each figure is measured (default 10).
 */
public final class PublishRate {
    private static final int NAMES = 1000;
    private static final int[] BATCHES = {1, 10, 100};
    private static final DnsName ZONE = DnsName.of(RealServer.ZONE);

    private final String name;
    private final DnsPublisher publisher;
    private final Duration each;
    private long generation;
    private int next;

    private PublishRate(String name, DnsPublisher publisher, Duration each) {
        this.name = name;
        this.publisher = publisher;
        this.each = each;
    }

    /**
     * Measures and prints.
     *
     * @param args seconds
     * @throws Exception when a server cannot be started, or does not take a change
     */
    public static void main(String[] args) throws Exception {
        Duration each = Duration.ofSeconds(args.length > 0 ? Integer.parseInt(args[0]) : 10);
        System.out.printf(
                "%-22s %6s %12s %10s %10s %10s%n", "server", "batch", "changes/s", "p50 ms", "p99 ms", "max ms");
        try (RealServer server = NamedServer.start()) {
            measure("BIND", byUpdate(server), each);
        }
        try (RealServer server = KnotServer.start()) {
            measure("Knot", byUpdate(server), each);
        }
        try (PowerDnsServer server = PowerDnsServer.start()) {
            measure("PowerDNS", byUpdate(server), each);
        }
        try (PowerDnsServer server = PowerDnsServer.start()) {
            DnsPublisher byApi = PowerDnsPublisher.to(server.api())
                    .dns(server.address())
                    .key(Secret.of(PowerDnsServer.API_KEY))
                    .timeout(Duration.ofMinutes(1))
                    .build();
            measure("PowerDNS by its API", byApi, each);
        }
    }

    private static DnsPublisher byUpdate(RealServer server) {
        ServerKey key = server.key();
        return Rfc2136Publisher.to(server.address())
                .key(TsigKey.of(key.name(), key.algorithm(), key.secret()))
                .timeout(Duration.ofMinutes(1))
                .build();
    }

    private static void measure(String name, DnsPublisher publisher, Duration each) throws InterruptedException {
        try (publisher) {
            PublishRate rate = new PublishRate(name, publisher, each);
            // Every name is there before anything is measured, and the JVM is warm.
            for (int i = 0; i < 2 * NAMES; i += 100) {
                rate.write(100);
            }
            for (int batch : BATCHES) {
                rate.measure(batch);
            }
        }
    }

    private void measure(int batch) throws InterruptedException {
        long[] nanos = new long[1024];
        int calls = 0;
        long start = System.nanoTime();
        while (System.nanoTime() - start < each.toNanos()) {
            long before = System.nanoTime();
            write(batch);
            nanos = calls == nanos.length ? Arrays.copyOf(nanos, 2 * calls) : nanos;
            nanos[calls++] = System.nanoTime() - before;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long[] sorted = Arrays.copyOf(nanos, calls);
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-22s %6d %12.0f %10.1f %10.1f %10.1f%n",
                name,
                batch,
                (double) calls * batch / seconds,
                sorted[calls / 2] / 1e6,
                sorted[calls * 99 / 100] / 1e6,
                sorted[calls - 1] / 1e6);
    }

    private void write(int batch) throws InterruptedException {
        generation++;
        List<Change> changes = IntStream.range(0, batch).mapToObj(i -> change()).toList();
        for (Replaced replaced : publisher.replaceAll(changes)) {
            if (replaced.failure() != null) {
                throw new IllegalStateException(name + " does not take a change", replaced.failure());
            }
        }
    }

    private Change change() {
        next = (next + 1) % NAMES;
        RecordSetKey key = new RecordSetKey(ZONE, DnsName.of("n" + next + ".example.com."), RecordType.A);
        String address = "10." + generation / 65536 % 256 + "." + generation / 256 % 256 + "." + generation % 256;
        return new Change(RecordSet.of(key, new Ttl(30), List.of(address)), null, generation, 0);
    }
}
