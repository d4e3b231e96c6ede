package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.ProbeSpec;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Targets that are names. */
class NameTargetTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("failover-probe-"))
                .count();
    }

    @Test
    @DisplayName("a name is asked for once per check, and its first address is the one that is checked")
    void name_isResolvedOnce_andPinned() {
        AtomicInteger asked = new AtomicInteger();
        try (Peer peer = Peer.at("127.0.0.2", connection -> {
                    Peer.readHead(connection);
                    Peer.send(connection, OK);
                });
                NetworkProber prober = NetworkProber.builder()
                        .allow("127.0.0.0/8")
                        .lookup(name -> {
                            asked.incrementAndGet();
                            return List.of(Peer.address("127.0.0.2"), Peer.address("127.0.0.3"));
                        })
                        .build()) {
            Endpoint endpoint = Endpoint.of("www.example.com.").onPort(peer.port());

            for (ProbeSpec spec : List.of(TcpProbe.port(1), HttpProbe.http())) {
                ProbeResult result = Run.check(prober, spec, endpoint);

                assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
                assertThat(result.resolved()).isEqualTo("127.0.0.2");
                assertThat(result.timings().lookup()).isPositive();
            }
            assertThat(asked).hasValue(2);
        }
    }

    @Test
    void name_goesIntoTheHostHeader() throws Exception {
        List<String> heads = new CopyOnWriteArrayList<>();
        try (Peer peer = Peer.that(connection -> {
                    heads.add(Peer.readHead(connection));
                    Peer.send(connection, OK);
                });
                NetworkProber prober = NetworkProber.builder()
                        .allow("127.0.0.0/8")
                        .lookup(name -> List.of(Peer.address("127.0.0.1")))
                        .build()) {
            Run.check(prober, HttpProbe.http(), Endpoint.of("www.Example.com.").onPort(peer.port()));

            assertThat(heads).singleElement().asString().contains("\r\nHost: www.example.com:" + peer.port() + "\r\n");
        }
    }

    @Test
    void unresolvableName_isUnresolved() {
        try (NetworkProber prober = NetworkProber.builder()
                .lookup(name -> {
                    throw new UnknownHostException("no such name");
                })
                .build()) {
            ProbeResult result = Run.check(prober, TcpProbe.port(1), Endpoint.of("nowhere.invalid."));

            assertThat(result.reason()).isEqualTo(Reason.UNRESOLVED);
            assertThat(result.resolved()).isNull();
        }
    }

    @Test
    void nameWithoutAnAddress_isUnresolved() {
        try (NetworkProber prober =
                NetworkProber.builder().lookup(name -> List.of()).build()) {
            assertThat(Run.check(prober, TcpProbe.port(1), Endpoint.of("empty.invalid."))
                            .reason())
                    .isEqualTo(Reason.UNRESOLVED);
        }
    }

    @Test
    void lookupThatThrows_isBroken_andNoEvidence() {
        try (NetworkProber prober = NetworkProber.builder()
                .lookup(name -> {
                    throw new StackOverflowError();
                })
                .build()) {
            assertThat(Run.check(prober, TcpProbe.port(1), Endpoint.of("a.invalid."))
                            .outcome())
                    .isEqualTo(Outcome.INCONCLUSIVE);
        }
    }

    @Test
    @DisplayName("a resolver that hangs holds two threads, and every check ends in time without evidence")
    void hangingLookup_isUnresolvedInTime() {
        CountDownLatch never = new CountDownLatch(1);
        try (NetworkProber prober = NetworkProber.builder()
                .lookup(name -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        throw new UnknownHostException("interrupted");
                    }
                    return List.of();
                })
                .build()) {
            List<CompletableFuture<ProbeResult>> checks = new ArrayList<>();
            for (int i = 0; i < 1100; i++) {
                checks.add(Run.start(prober, TcpProbe.port(1), Endpoint.of("slow.invalid."), SHORT));
            }

            List<Reason> reasons =
                    checks.stream().map(check -> Run.await(check).reason()).toList();

            assertThat(reasons).containsOnly(Reason.UNRESOLVED, Reason.LOCAL_TROUBLE);
            assertThat(reasons.stream().filter(Reason.UNRESOLVED::equals)).hasSize(1026);
            assertThat(threads()).isEqualTo(3);
        }
        Awaitility.await().until(() -> threads() == 0);
    }
}
