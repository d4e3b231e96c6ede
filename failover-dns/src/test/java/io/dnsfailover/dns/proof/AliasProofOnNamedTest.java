package io.dnsfailover.dns.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dnsfailover.Failover;
import io.dnsfailover.dns.NoProber;
import io.dnsfailover.dns.alias.AliasProof;
import io.dnsfailover.dns.alias.AliasPublisher;
import io.dnsfailover.dns.alias.AliasResolver;
import io.dnsfailover.dns.alias.FakeResolver;
import io.dnsfailover.dns.rfc2136.Rfc2136Publisher;
import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Sight;
import io.dnsfailover.testkit.RecordingNotifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The engine, with real time and threads, and an ANAME whose addresses a real BIND holds. */
class AliasProofOnNamedTest {
    private static final Duration LIMIT = Duration.ofSeconds(30); // of what usually takes less than one

    @Test
    @DisplayName("an ANAME is proven by its addresses of both families")
    void aname_isProvenByItsAddresses() {
        RecordingNotifier ears = new RecordingNotifier();
        Probe passes = request -> CompletableFuture.completedFuture(
                ProbeResult.of(Reason.EXPECTED, "always", Timings.total(Duration.ofMillis(1))));
        try (NamedServer named = NamedServer.start();
                FakeResolver resolver = FakeResolver.holding("a.test. 60 A 8.8.8.8", "a.test. 60 AAAA 2620:fe::9");
                AliasResolver aliases =
                        AliasResolver.builder().server(resolver.address()).build()) {
            FailoverPolicy apex = FailoverPolicy.named("apex")
                    .record("example.com.", "www.example.com.", RecordType.ANAME)
                    .ttl(Duration.ofMinutes(5))
                    .primary("a.test.")
                    .backup("b.test.")
                    .probe(new NamedProbe("any"))
                    .build();
            aliases.follow(List.of(apex));
            DnsProof proof = DnsProof.builder()
                    .server("example.com.", new NameServer(DnsName.of("ns1.example.com."), named.address(), null))
                    .build();
            Rfc2136Publisher bind = Rfc2136Publisher.to(named.address())
                    .key(TsigKey.of(named.key().name(), named.key().secret()))
                    .build();
            try (Failover failover = Failover.builder()
                    .policy(apex)
                    .location(Location.of("here"), new NoProber())
                    .probe("any", passes)
                    .publisher(AliasPublisher.around(bind, aliases))
                    .proof(AliasProof.around(proof, aliases))
                    .notifier(ears)
                    .start()) {
                await().atMost(LIMIT)
                        .untilAsserted(() -> assertThat(ears.eventsOf(ProofEvent.AnswerProven.class))
                                .singleElement()
                                .satisfies(proven ->
                                        assertThat(proven.recordSet().rdata()).containsExactly("a.test.")));

                assertThat(failover.status("apex").orElseThrow().proof().servers())
                        .singleElement()
                        .satisfies(server -> assertThat(server.last())
                                .isEqualTo(new Sight(
                                        Sight.Kind.SERVES,
                                        60,
                                        "A [8.8.8.8] with a TTL of 60; AAAA [2620:fe::9] with a TTL of 60")));
            }
        }
    }
}
