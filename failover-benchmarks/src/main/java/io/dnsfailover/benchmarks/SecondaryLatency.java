package io.dnsfailover.benchmarks;

import io.dnsfailover.Failover;
import io.dnsfailover.dns.primary.HiddenPrimary;
import io.dnsfailover.dns.primary.PrimaryZone;
import io.dnsfailover.dns.primary.Secondary;
import io.dnsfailover.dns.server.SecondaryServer;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.policy.NamedProbe;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * How long it takes from the result of the deciding check until a stock name server that is a secondary of a {@link HiddenPrimary} answers
 * with the new address: decision, publish with its state file, NOTIFY, transfer, and what the secondary does before it serves.
 *
 * <p>One record in a zone of some names that never change. Every second or so it loses the endpoint that it stands on; from then on the
 * secondary is asked over UDP, one query after the other. To be run in the directory {@code failover-benchmarks}.
 *
 * <p>Arguments: number of failovers (default 100), number of names (default 1000).
 */
public final class SecondaryLatency {
    private static final DnsName WWW = DnsName.of("www.example.com.");
    private static final String PRIMARY = "10.0.0.1";
    private static final String BACKUP = "10.1.0.1";

    private static final Duration PAUSE = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofNanos(200_000);

    private SecondaryLatency() {}

    /**
     * Measures and prints.
     *
     * @param args number of failovers, number of names
     */
    public static void main(String[] args) throws Exception {
        int failovers = args.length > 0 ? Integer.parseInt(args[0]) : 100;
        int names = args.length > 1 ? Integer.parseInt(args[1]) : 1000;
        for (SecondaryServer.Kind kind : SecondaryServer.Kind.values()) {
            measure(kind, failovers, names);
        }
    }

    private static void measure(SecondaryServer.Kind kind, int failovers, int names) throws Exception {
        int port = SecondaryServer.freePort();
        InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        Path directory = Files.createTempDirectory("failover-secondary-");
        SwitchedProber prober = new SwitchedProber();
        try (HiddenPrimary primary = HiddenPrimary.on(loopback)
                        .zone(zone(names))
                        .secondary(Secondary.at(new InetSocketAddress(loopback.getAddress(), port))
                                .key(TsigKey.of("transfer", SecondaryServer.KEY.secret())))
                        .stateFile(directory.resolve("state"))
                        .start();
                SecondaryServer secondary =
                        SecondaryServer.start(kind, primary.addresses().get(0), port);
                Failover failover = Failover.builder()
                        .location(new Location("here", "here"), prober)
                        .probe("switched", prober::probe)
                        .policy(policy())
                        .publisher(primary.publisher())
                        .start();
                DatagramSocket socket = new DatagramSocket()) {
            socket.connect(secondary.address());
            socket.setSoTimeout(100);
            failover.firstRound().toCompletableFuture().join();
            run(failover, prober, socket, Math.min(10, failovers)); // warm up
            print(kind, run(failover, prober, socket, failovers), primary);
        } finally {
            Files.deleteIfExists(directory.resolve("state"));
            Files.deleteIfExists(directory.resolve("state.lock"));
            Files.deleteIfExists(directory);
        }
    }

    private static PrimaryZone zone(int names) {
        StringBuilder text = new StringBuilder("""
            $TTL 300
            @ SOA ns hostmaster 1 300 60 604800 60
            @ NS ns
            ns A 127.0.0.1
            """);
        for (int i = 0; i < names; i++) {
            text.append("host").append(i).append(" A 192.0.2.1\n");
        }
        return PrimaryZone.parse("example.com.", text.toString());
    }

    private static FailoverPolicy policy() {
        return FailoverPolicy.named("www")
                .record("example.com.", WWW.toString(), RecordType.A)
                .primary(PRIMARY)
                .backup(BACKUP)
                .probe(new NamedProbe("switched"))
                .every(Duration.ofMillis(200))
                .timeout(Duration.ofMillis(100))
                .confirmAfter(Duration.ofMillis(20))
                .damping(Damping.fall(2).ok(2).rise(2))
                .failback(Failback.never())
                .moves(new MoveBudget(1000, Duration.ofSeconds(1)))
                .build();
    }

    private static long[] run(Failover failover, SwitchedProber prober, DatagramSocket socket, int failovers)
            throws IOException, InterruptedException {
        long[] nanos = new long[failovers];
        for (int i = 0; i < failovers; i++) {
            String left = current(failover);
            String next = left.equals(PRIMARY) ? BACKUP : PRIMARY;
            prober.takeDown(left);
            while (!current(failover).equals(next)) {
                Thread.onSpinWait();
            }
            long decided = prober.lastPassNanos(next);
            while (!ask(socket).equals(next)) {
                LockSupport.parkNanos(
                        PATIENCE.toNanos()); // who asks all the time takes the processor from what it waits for
            }
            nanos[i] = System.nanoTime() - decided;
            prober.bringBack();
            // Long enough for the endpoint to be up again, and for BIND, which paces its refreshes.
            Thread.sleep(PAUSE.toMillis());
        }
        return nanos;
    }

    private static String current(Failover failover) {
        RecordSet now = failover.current(WWW, RecordType.A);
        return now == null ? "" : now.rdata().first();
    }

    private static String ask(DatagramSocket socket) throws IOException {
        byte[] query = Message.newQuery(Record.newRecord(Name.fromString(WWW.toString()), Type.A, DClass.IN))
                .toWire();
        socket.send(new DatagramPacket(query, query.length));
        DatagramPacket packet = new DatagramPacket(new byte[1232], 1232);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException e) {
            // NSD loses queries while it changes over to a new zone.
            return "";
        }
        return new Message(Arrays.copyOf(packet.getData(), packet.getLength()))
                .getSection(Section.ANSWER).stream()
                        .map(Record::rdataToString)
                        .findFirst()
                        .orElse("");
    }

    private static void print(SecondaryServer.Kind kind, long[] nanos, HiddenPrimary primary) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: %d failovers, deciding check to answer of the secondary p50 %.1f ms, p90 %.1f ms, p99 %.1f ms,"
                        + " max %.1f ms; %s%n",
                kind,
                nanos.length,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 9 / 10] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                primary.counters());
    }
}
