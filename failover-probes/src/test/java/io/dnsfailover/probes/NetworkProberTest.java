package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.ProbeRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NetworkProberTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    static Stream<ProbeSpec> specs() {
        return Stream.of(TcpProbe.port(1).expect("x"), UdpProbe.port(1).send("x"), HttpProbe.http(), HttpProbe.https());
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("failover-probe-"))
                .count();
    }

    private static long descriptors() throws Exception {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void unknownSpecification_isRefused() {
        try (NetworkProber prober = NetworkProber.create()) {
            assertThat(prober.supports(new NamedProbe("own"))).isFalse();
            assertThatIllegalArgumentException().isThrownBy(() -> prober.prepare(new NamedProbe("own")));
        }
    }

    @Test
    void settingTwice_isRefused() {
        NetworkProberBuilder builder = NetworkProber.builder().maxChecksUnderWay(5);

        assertThatIllegalStateException().isThrownBy(() -> builder.maxChecksUnderWay(6));
    }

    @Test
    @DisplayName("1,000 checks at once of each kind: same threads, and no socket is left")
    void thousandChecksAtOnce_sameThreads_noLeak() throws Exception {
        try (Peer peer = Peer.saying(OK);
                NetworkProber prober =
                        NetworkProber.builder().maxPerTarget(10_000).build()) {
            Run.check(prober, HttpProbe.http(), peer.endpoint());
            Awaitility.await().until(() -> peer.open() == 0);
            long threads = threads();
            long descriptors = descriptors();

            for (ProbeSpec spec : List.of(TcpProbe.port(1), HttpProbe.http())) {
                List<CompletableFuture<ProbeResult>> checks = new ArrayList<>();
                for (int i = 0; i < 1000; i++) {
                    checks.add(Run.start(prober, spec, peer.endpoint(), Run.LONG));
                }
                assertThat(threads()).isEqualTo(threads);

                checks.forEach(check -> assertThat(Run.await(check).reason()).isEqualTo(Reason.EXPECTED));
            }

            assertThat(threads()).isEqualTo(threads);
            Awaitility.await().until(() -> peer.open() == 0 && prober.checksUnderWay() == 0);
            Awaitility.await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptors));
        }
    }

    @Test
    @DisplayName("closing ends checks of every kind as cancelled, within a second, and leaves no thread or socket")
    void close_endsEverything() throws Exception {
        long before = descriptors();
        try (Peer peer = Peer.silent()) {
            NetworkProber prober = NetworkProber.builder().maxPerTarget(10_000).build();
            List<CompletableFuture<ProbeResult>> checks = new ArrayList<>();
            specs().forEach(spec -> {
                for (int i = 0; i < 50; i++) {
                    checks.add(Run.start(prober, spec, peer.endpoint(), Run.LONG));
                }
            });
            Awaitility.await().until(() -> peer.open() == 150);
            long start = System.nanoTime();

            prober.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(checks).allSatisfy(check -> {
                assertThat(check).isDone();
                assertThat(check.join().outcome()).isIn(Outcome.INCONCLUSIVE, Outcome.FAIL);
            });
            assertThat(checks.stream().map(check -> check.join().reason()))
                    .containsOnly(Reason.CANCELLED, Reason.REFUSED);
            assertThat(threads()).isZero();
            Awaitility.await().until(() -> peer.open() == 0);
        }
        Awaitility.await().untilAsserted(() -> assertThat(descriptors()).isLessThanOrEqualTo(before));
    }

    @ParameterizedTest
    @MethodSource("specs")
    void checkAfterClose_isCancelled(ProbeSpec spec) {
        NetworkProber prober = NetworkProber.create();
        var probe = prober.prepare(spec);
        prober.close();
        prober.close();

        var check = probe.probe(new ProbeRequest(Endpoint.of("127.0.0.1"), Peer.closedPort(), Run.LONG))
                .toCompletableFuture();

        assertThat(Run.await(check).reason()).isEqualTo(Reason.CANCELLED);
    }

    @ParameterizedTest
    @MethodSource("specs")
    @DisplayName("what is attached to a result may close the prober")
    void closeFromAResult_works(ProbeSpec spec) throws Exception {
        NetworkProber prober = NetworkProber.create();

        CompletableFuture<Void> closed = Run.start(
                        prober, spec, Endpoint.of("127.0.0.1").onPort(Peer.closedPort()), Run.LONG)
                .thenRun(prober::close);

        assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
        Awaitility.await().until(() -> threads() == 0);
    }

    @ParameterizedTest
    @MethodSource("specs")
    @DisplayName("a source address that is not ours says nothing about the endpoint")
    void foreignSource_isLocalTrouble(ProbeSpec spec) {
        try (Peer peer = Peer.silent();
                NetworkProber prober = NetworkProber.from(Peer.address("192.0.2.1"))) {
            ProbeResult result = Run.check(prober, spec, peer.endpoint(), Duration.ofSeconds(2));

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.LOCAL_TROUBLE);
            assertThat(peer.accepted()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("specs")
    void sourceOfTheOtherFamily_isLocalTrouble(ProbeSpec spec) {
        try (Peer peer = Peer.silent();
                NetworkProber prober = NetworkProber.from(Peer.address("::1"))) {
            ProbeResult result = Run.check(prober, spec, peer.endpoint(), Duration.ofSeconds(2));

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.LOCAL_TROUBLE);
        }
    }

    @Test
    @DisplayName("every kind of check comes from the source address, the plain HTTP check and the full client too")
    void ownSource_isUsed() {
        Set<InetAddress> seen = ConcurrentHashMap.newKeySet();
        InetAddress source = Peer.address("127.0.0.9");
        List<ProbeSpec> kinds = List.of(
                TcpProbe.port(1),
                HttpProbe.http(),
                HttpProbe.http().followRedirects(RedirectPolicy.sameHost(1)),
                HttpProbe.https());
        try (Peer peer = Peer.that((Socket connection) -> {
                    seen.add(connection.getInetAddress());
                    Peer.readHead(connection);
                    Peer.send(connection, OK);
                });
                UdpPeer udp = UdpPeer.echoing();
                NetworkProber prober = NetworkProber.from(source)) {
            for (ProbeSpec kind : kinds) {
                seen.clear();
                boolean handshake = kind.type().equals("https"); // which this peer never answers
                ProbeResult result =
                        Run.check(prober, kind, peer.endpoint(), handshake ? Duration.ofSeconds(2) : Run.LONG);

                assertThat(result.outcome()).isEqualTo(handshake ? Outcome.FAIL : Outcome.PASS);
                Awaitility.await()
                        .untilAsserted(
                                () -> assertThat(seen).as(kind.toString()).containsOnly(source));
            }
            assertThat(Run.check(prober, UdpProbe.port(1).send("x"), udp.endpoint())
                            .reason())
                    .isEqualTo(Reason.EXPECTED);
            assertThat(udp.clients())
                    .allSatisfy(client -> assertThat(((InetSocketAddress) client).getAddress())
                            .isEqualTo(source));
        }
    }

    @Test
    void tooManyChecks_areLocalTrouble_andOnlyThose() {
        try (Peer peer = Peer.silent();
                NetworkProber prober =
                        NetworkProber.builder().maxChecksUnderWay(10).build()) {
            List<CompletableFuture<ProbeResult>> checks = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                checks.add(Run.start(prober, TcpProbe.port(1).expect("x"), peer.endpoint(), SHORT));
            }

            List<Reason> reasons =
                    checks.stream().map(check -> Run.await(check).reason()).toList();

            assertThat(reasons.subList(0, 10)).containsOnly(Reason.RESPONSE_TIMEOUT);
            assertThat(reasons.subList(10, 12)).containsOnly(Reason.LOCAL_TROUBLE);
            Awaitility.await().until(() -> prober.checksUnderWay() == 0);
            assertThat(Run.check(prober, TcpProbe.port(1), peer.endpoint()).reason())
                    .isEqualTo(Reason.EXPECTED);
        }
    }

    @Test
    @DisplayName("many checks of silence end by their own deadlines")
    void manyDeadlines_areKept() {
        try (Peer peer = Peer.silent();
                NetworkProber prober =
                        NetworkProber.builder().maxPerTarget(10_000).build()) {
            List<CompletableFuture<ProbeResult>> checks = new ArrayList<>();
            List<Duration> timeouts = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                timeouts.add(Duration.ofMillis(100 + (i * 37) % 400));
                checks.add(Run.start(
                        prober,
                        i % 2 == 0 ? TcpProbe.port(1).expect("x") : HttpProbe.http(),
                        peer.endpoint(),
                        timeouts.get(i)));
            }

            for (int i = 0; i < checks.size(); i++) {
                ProbeResult result = Run.await(checks.get(i));
                assertThat(result.outcome()).isNotEqualTo(Outcome.PASS);
                assertThat(result.timings().total())
                        .isBetween(timeouts.get(i), timeouts.get(i).plusSeconds(2));
            }
        }
    }
}
