package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.ProbeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type over TCP meets every kind of hostile server, many at a time. */
class HostileTypesTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final int MANY = 20;

    /** How late a busy machine may be. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final List<ProbeSpec> SPECS = List.of(
            TcpProbe.port(1).banner("220 ").send("x").expectPattern("a+b$"),
            DnsProbe.ask("www.example.com.", DnsProbe.Type.A).overTcp(),
            SmtpProbe.port(1).startTls(),
            CertificateProbe.port(1));

    private record Hostility(String name, Peer.Script script) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Hostility> KINDS = List.of(
            new Hostility("silent", Peer::drain),
            new Hostility("closing", connection -> {}),
            new Hostility("resetting", Peer::reset),
            new Hostility("resetting in the middle", connection -> {
                Peer.send(connection, "2");
                Peer.reset(connection);
            }),
            new Hostility("dripping", connection -> {
                while (true) {
                    Peer.send(connection, "\u0000");
                    TimeUnit.MILLISECONDS.sleep(10);
                }
            }),
            new Hostility("endless", connection -> {
                while (true) {
                    Peer.send(connection, "aaaaaaaa".repeat(1024));
                }
            }),
            new Hostility("endless lines", connection -> {
                while (true) {
                    Peer.send(connection, "220-aaaa\r\n".repeat(500));
                }
            }));

    static Stream<ProbeSpec> specs() {
        return SPECS.stream();
    }

    @ParameterizedTest
    @MethodSource("specs")
    @DisplayName("every check of a hostile server fails by its deadline, and leaves nothing open")
    void hostileServers_failInTime(ProbeSpec spec) {
        List<Peer> peers = KINDS.stream().map(kind -> Peer.that(kind.script())).toList();
        try (NetworkProber prober = NetworkProber.create()) {
            List<CompletableFuture<ProbeResult>> checks = new ArrayList<>();
            for (int i = 0; i < MANY * peers.size(); i++) {
                checks.add(Run.start(prober, spec, peers.get(i % peers.size()).endpoint(), TIMEOUT));
            }

            for (int i = 0; i < checks.size(); i++) {
                ProbeResult result = Run.await(checks.get(i));
                String meeting = KINDS.get(i % KINDS.size()) + ": " + result;
                assertThat(result.outcome()).as(meeting).isNotEqualTo(Outcome.PASS);
                assertThat(result.timings().total()).as(meeting).isLessThan(TIMEOUT.plus(SLACK));
            }
            assertThat(prober.checksUnderWay()).isZero();
            for (Peer peer : peers) {
                Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> peer.open() == 0);
            }
        } finally {
            peers.forEach(Peer::close);
        }
    }
}
