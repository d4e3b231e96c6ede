package io.dnsfailover.dns.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dnsfailover.Failover;
import io.dnsfailover.dns.NoProber;
import io.dnsfailover.dns.primary.HiddenPrimary;
import io.dnsfailover.dns.primary.PrimaryZone;
import io.dnsfailover.dns.primary.Secondary;
import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.SecondaryServer;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.event.ProofEvent.Stand;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.testkit.RecordingNotifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The engine, with real time and threads, a hidden primary, and a Knot and an NSD that are its secondaries. */
class ProofOfSecondariesTest {
    private static final Duration LIMIT = Duration.ofSeconds(40); // of what usually takes up to four
    private static final String FIRST = "192.0.2.10";
    private static final String SECOND = "192.0.2.20";
    private static final TsigKey KEY = TsigKey.of("transfer", SecondaryServer.KEY.secret());

    private final RecordingNotifier ears = new RecordingNotifier();
    private volatile boolean firstIsDead;
    private HiddenPrimary primary;
    private SecondaryServer knot;
    private SecondaryServer nsd;
    private @Nullable KnotServer stale;
    private Failover failover;

    @BeforeEach
    void start() throws IOException {
        int knotPort = SecondaryServer.freePort();
        int nsdPort = SecondaryServer.freePort();
        primary = HiddenPrimary.on(loopback(0))
                .zone(PrimaryZone.parse("example.com.", """
                        $TTL 300
                        @ SOA ns1 hostmaster 7 300 60 604800 60
                        @ NS ns1.knot.example.
                        @ NS ns1.nsd.example.
                        www 30 A 192.0.2.10
                        """))
                .secondary(Secondary.at(loopback(knotPort)).key(KEY))
                .secondary(Secondary.at(loopback(nsdPort)).key(KEY))
                .start();
        InetSocketAddress address = primary.addresses().get(0);
        knot = SecondaryServer.start(SecondaryServer.Kind.KNOTD, address, knotPort);
        nsd = SecondaryServer.start(SecondaryServer.Kind.NSD, address, nsdPort);
        Probe probe = request -> CompletableFuture.completedFuture(ProbeResult.of(
                firstIsDead && request.endpoint().target().rdata().equals(FIRST) ? Reason.REFUSED : Reason.EXPECTED,
                "as the test says",
                Timings.total(Duration.ofMillis(1))));
        failover = Failover.builder()
                .policy(FailoverPolicy.named("www")
                        .record("example.com.", "www.example.com.", RecordType.A)
                        .ttl(Duration.ofSeconds(30))
                        .primary(FIRST)
                        .backup(SECOND)
                        .probe(new NamedProbe("any"))
                        .every(Duration.ofMillis(200))
                        .timeout(Duration.ofMillis(100))
                        .confirmAfter(Duration.ofMillis(50))
                        .damping(Damping.fall(2).ok(2).rise(2))
                        .failback(Failback.automatic())
                        .build())
                .location(Location.of("here"), new NoProber())
                .probe("any", probe)
                .publisher(primary.publisher())
                .proof(DnsProof.builder()
                        .server("example.com.", new NameServer(DnsName.of("ns1.knot.example."), knot.address(), null))
                        .server("example.com.", new NameServer(DnsName.of("ns1.nsd.example."), nsd.address(), null))
                        .build())
                .notifier(ears)
                .reconciliation(new Reconciliation(Duration.ofSeconds(1), 10, Duration.ofSeconds(1)))
                .start();
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @AfterEach
    void stop() {
        failover.close();
        knot.close();
        nsd.close();
        if (stale != null) {
            stale.close();
        }
        primary.close();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).untilAsserted(assertion);
    }

    private <E extends FailoverEvent> E event(Class<E> type) {
        eventually(() -> assertThat(ears.eventsOf(type)).isNotEmpty());
        return ears.eventsOf(type).get(0);
    }

    @Test
    @DisplayName(
            "a failover is proven on both; one that dies is told as silent; one that comes back with old data is told as lagging")
    void failover_isProven_andWhoDoesNotServeItIsTold() throws Exception {
        eventually(() -> assertThat(failover.zones())
                .singleElement()
                .satisfies(zone -> assertThat(zone.available()).hasSize(2)));

        firstIsDead = true;

        eventually(() -> assertThat(ears.eventsOf(ProofEvent.AnswerProven.class))
                .anySatisfy(proven -> {
                    assertThat(proven.recordSet().rdata()).containsExactly(SECOND);
                    assertThat(proven.servers())
                            .hasSize(2)
                            .allSatisfy(server -> assertThat(server.stand()).isEqualTo(Stand.SERVES))
                            .allSatisfy(server -> assertThat(server.took()).isBetween(Duration.ZERO, LIMIT));
                    assertThat(proven.goneBy()).isNotNull();
                }));

        knot.stop();
        ProofEvent.ProviderSilent silent = event(ProofEvent.ProviderSilent.class);
        assertThat(silent.provider()).isEqualTo("knot.example.");
        assertThat(silent.available()).containsExactly(DnsName.of("ns1.nsd.example."));

        stale = KnotServer.startAt(knot.address(), "www 300 A 192.0.2.99");
        assertThat(event(ProofEvent.ProviderAnswers.class).provider()).isEqualTo("knot.example.");
        firstIsDead = false;

        ProofEvent.AnswerNotVisible hidden = event(ProofEvent.AnswerNotVisible.class);
        assertThat(hidden.servers())
                .filteredOn(server -> server.stand() == Stand.LAGS)
                .singleElement()
                .satisfies(server -> assertThat(server.toString())
                        .startsWith("ns1.knot.example.")
                        .contains("[192.0.2.99] with a TTL of 300"));
    }
}
