package io.dnsfailover.examples.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dnsfailover.Failover;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.probes.NetworkProber;
import io.dnsfailover.spi.ProbeRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisPingTest {
    @ParameterizedTest
    @CsvSource({
        "+PONG, EXPECTED",
        "-NOAUTH Authentication required., OTHER",
        "-LOADING Redis is loading the dataset in memory, OTHER",
        "HTTP/1.1 400 Bad Request, MALFORMED",
        "'', MALFORMED",
    })
    void answers_areJudged(String answer, Reason expected) throws IOException {
        try (FakeRedis redis = new FakeRedis("127.0.0.1", answer + "\r\n")) {
            assertThat(check(redis.endpoint()).reason()).isEqualTo(expected);
        }
    }

    @Test
    void answerThatIsCutOff_isClosed() throws IOException {
        try (FakeRedis redis = new FakeRedis("127.0.0.1", "+PO")) {
            assertThat(check(redis.endpoint()).reason()).isEqualTo(Reason.CLOSED);
        }
    }

    @Test
    @DisplayName("silence is a response that did not come, and a dead server one that refused")
    void silenceAndRefusal_areToldApart() throws IOException {
        try (FakeRedis redis = new FakeRedis("127.0.0.1", "")) {
            assertThat(check(redis.endpoint()).reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        }
        // Bound, and listening to nobody. A server that was closed may live on for a moment in a child that another
        // test forks.
        try (Socket dead = new Socket()) {
            dead.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            assertThat(check(Endpoint.of("127.0.0.1").onPort(dead.getLocalPort()))
                            .reason())
                    .isEqualTo(Reason.REFUSED);
        }
    }

    @Test
    @DisplayName("a name that does not resolve here is no evidence")
    void unresolvedName_isInconclusive() {
        assertThat(check(Endpoint.of("nowhere.invalid.").onPort(6379)).reason()).isEqualTo(Reason.UNRESOLVED);
    }

    @Test
    @DisplayName("checks that get no thread in time are our own trouble, and closing ends those that wait")
    void checksWithoutAThread_areInconclusive() throws IOException {
        try (FakeRedis silent = new FakeRedis("127.0.0.1", "")) {
            BlockingProbe probe = new BlockingProbe(new RedisPing(), 1);
            CompletableFuture<ProbeResult> first = start(probe, silent.endpoint(), Duration.ofSeconds(20));
            CompletableFuture<ProbeResult> second = start(probe, silent.endpoint(), Duration.ofMillis(200));
            assertThat(second.join().reason()).isEqualTo(Reason.LOCAL_TROUBLE);

            probe.close();

            assertThat(first.join().reason()).isEqualTo(Reason.CANCELLED);
            assertThat(start(probe, silent.endpoint(), Duration.ofSeconds(1))
                            .join()
                            .reason())
                    .isEqualTo(Reason.LOCAL_TROUBLE);
        }
    }

    // tag::wiring[]
    @Test
    @DisplayName("a record leaves a Redis server that dies")
    void deadServer_isLeft() throws IOException {
        try (FakeRedis primary = new FakeRedis("127.0.0.1", "+PONG\r\n");
                FakeRedis backup = new FakeRedis("127.0.0.2", "+PONG\r\n");
                BlockingProbe ping = new BlockingProbe(new RedisPing(), 16);
                Failover failover = Failover.builder()
                        .probe("redis-ping", ping)
                        .policy(redis(primary.endpoint(), backup.endpoint()))
                        .location(Location.of("here"), NetworkProber.create())
                        .start()) {
            await().until(() -> answer(failover).contains("127.0.0.1"));

            primary.dies();

            await().until(() -> answer(failover).contains("127.0.0.2"));
        }
    }

    private static FailoverPolicy redis(Endpoint primary, Endpoint backup) {
        return FailoverPolicy.named("redis")
                .record("example.com.", "redis.example.com.", RecordType.A)
                .primary(primary)
                .backup(backup)
                .probe(new NamedProbe("redis-ping", 6379))
                .every(Duration.ofMillis(500))
                .confirmAfter(Duration.ofMillis(100))
                .damping(Damping.fall(2).ok(2).rise(2))
                .build();
    }
    // end::wiring[]

    private static String answer(Failover failover) {
        RecordSet current = failover.keys().stream()
                .map(key -> failover.current(key.owner(), key.type()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return current == null ? "" : current.rdata().toString();
    }

    private static ProbeResult check(Endpoint endpoint) {
        try (BlockingProbe probe = new BlockingProbe(new RedisPing(), 1)) {
            return start(probe, endpoint, Duration.ofMillis(1500)).join();
        }
    }

    private static CompletableFuture<ProbeResult> start(BlockingProbe probe, Endpoint endpoint, Duration timeout) {
        return probe.probe(new ProbeRequest(endpoint, endpoint.port(), timeout)).toCompletableFuture();
    }
}
