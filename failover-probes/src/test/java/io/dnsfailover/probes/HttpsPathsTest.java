package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.HttpAsk;
import io.dnsfailover.probes.internal.ProbeEngine;
import io.dnsfailover.probes.internal.ProbeLimits;
import io.dnsfailover.spi.ProbeRequest;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same over TLS: nobody may be able to tell by the result which path a check took. */
class HttpsPathsTest {
    private static final ProbeEngine ENGINE = new ProbeEngine(new ProbeEngine.Settings(
            null,
            null,
            name -> {
                throw new UnknownHostException(name.toString());
            },
            address -> null,
            new ProbeLimits(100, 1_000_000, 1_000_000, 1)));
    private static final HttpProbe NAMED = HttpProbe.https().host("www.example.com");
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    private static Certificates certificates;

    @BeforeAll
    static void certificates() throws Exception {
        certificates = Certificates.shared();
    }

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static HttpAsk asked(HttpProbe probe, String... trusted) throws Exception {
        NetworkProberBuilder settings = NetworkProber.builder()
                .authority("own", certificates.authority(trusted))
                .clientCertificate("me", certificates.identity("client"));
        return new HttpAsks(settings).of(probe.transport().isInsecure() ? probe : probe.authority("own"));
    }

    private static ProbeResult run(Ask ask, Peer peer, Duration timeout) {
        ProbeRequest request = new ProbeRequest(peer.endpoint(), peer.port(), timeout);
        return Run.await(ENGINE.start(request, peer.port(), ask).toCompletableFuture());
    }

    private static ProbeResult same(Peer peer, HttpAsk ask, Duration timeout) {
        ProbeResult onTheLoop = run(ENGINE.http(ask), peer, timeout);
        ProbeResult full = run(ENGINE.fullHttp(ask), peer, timeout);

        assertThat(seen(onTheLoop)).isEqualTo(seen(full));
        assertThat(onTheLoop.reason()).isNotEqualTo(Reason.PROBE_BROKEN);
        return onTheLoop;
    }

    private static String seen(ProbeResult result) {
        return result.reason() + " | " + result.detail() + " | " + result.status() + " | " + result.resolved()
                + " | " + result.notes() + " | connect " + (result.timings().connect() != null)
                + " | tls " + (result.timings().tls() != null)
                + " | first byte " + (result.timings().firstByte() != null);
    }

    private static void answer(Socket connection) throws Exception {
        Peer.readHead(connection);
        Peer.send(connection, OK);
        Peer.drain(connection);
    }

    @ParameterizedTest
    @CsvSource({
        "good, ca, EXPECTED",
        "through-between, ca, EXPECTED",
        "alone, alone, EXPECTED",
        "expired, ca, CERTIFICATE_EXPIRED",
        "stale, stale, CERTIFICATE_EXPIRED",
        "early, ca, CERTIFICATE_NOT_YET_VALID",
        "alone, ca, CERTIFICATE_SELF_SIGNED",
        "other-name, ca, CERTIFICATE_NAME",
        "lonely, ca, CERTIFICATE_INCOMPLETE_CHAIN",
        "client, ca, CERTIFICATE_USAGE",
        "good, alone, CERTIFICATE",
    })
    @DisplayName("the same certificate comes to the same result, verified or not")
    void certificate(String served, String trusted, Reason reason) throws Exception {
        try (Peer peer = certificates.server(served, HttpsPathsTest::answer)) {
            assertThat(same(peer, asked(NAMED.expectBody("ok"), trusted), Run.LONG)
                            .reason())
                    .isEqualTo(reason);
            assertThat(same(peer, asked(NAMED.expectBody("ok").insecure(), trusted), Run.LONG)
                            .reason())
                    .isEqualTo(Reason.EXPECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    @DisplayName("every version of TLS, with a client certificate and without")
    void versions(String version) throws Exception {
        HttpAsk ask = asked(NAMED.expectBody("ok"), "ca");
        try (Peer peer = certificates.server("good", List.of(version), false, HttpsPathsTest::answer)) {
            assertThat(same(peer, ask, Run.LONG).reason()).isEqualTo(Reason.EXPECTED);
        }
        try (Peer peer = certificates.server("good", List.of(version), true, HttpsPathsTest::answer)) {
            assertThat(run(ENGINE.http(ask), peer, Run.LONG).reason()).isEqualTo(Reason.TLS_FAILED);
            HttpAsk named = asked(NAMED.expectBody("ok").clientCertificate("me"), "ca");
            assertThat(same(peer, named, Run.LONG).reason()).isEqualTo(Reason.EXPECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 20_000, 60_000, 70_000})
    @DisplayName("a body in many records, to the end of the connection, and one that is too long")
    void bodies(int size) throws Exception {
        String body = "x".repeat(size - 1) + "y";
        HttpProbe probe = NAMED.expect(new BodyRule.Matches("y")).digest();
        try (Peer peer = certificates.server("good", connection -> {
            Peer.readHead(connection);
            Peer.send(connection, "HTTP/1.1 200 OK\r\n\r\n" + body);
            connection.close();
        })) {
            ProbeResult result = same(peer, asked(probe, "ca"), Run.LONG);

            assertThat(result.reason())
                    .as(result.detail())
                    .isEqualTo(size > HttpProbe.DEFAULT_MAX_BODY_BYTES ? Reason.TOO_LARGE : Reason.EXPECTED);
        }
    }

    @Test
    @DisplayName("a byte in each record is as good as all in one")
    void slowly() throws Exception {
        try (Peer peer = certificates.server("good", connection -> {
            Peer.readHead(connection);
            for (int i = 0; i < OK.length(); i++) {
                Peer.send(connection, OK.substring(i, i + 1));
            }
            Peer.drain(connection);
        })) {
            assertThat(same(peer, asked(NAMED.expectBody("ok"), "ca"), Run.LONG).reason())
                    .isEqualTo(Reason.EXPECTED);
        }
    }

    @Test
    void silenceAfterTheHandshake() throws Exception {
        try (Peer peer = certificates.server("good", connection -> {
            Peer.readHead(connection);
            Peer.drain(connection);
        })) {
            ProbeResult result = same(peer, asked(NAMED, "ca"), Duration.ofMillis(700));

            assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
            assertThat(result.timings().tls()).isPositive();
        }
    }

    @Test
    void silenceInTheHandshake() throws Exception {
        try (Peer peer = Peer.silent()) {
            same(peer, asked(NAMED, "ca"), Duration.ofMillis(300));
        }
    }

    @Test
    @DisplayName("one more handshake of TLS 1.2, as for a client certificate that is asked for late, is taken part in")
    void renegotiation_once() throws Exception {
        try (Peer peer = certificates.server("good", List.of("TLSv1.2"), false, connection -> {
            Peer.readHead(connection);
            ((SSLSocket) connection).startHandshake();
            Peer.send(connection, OK);
            Peer.drain(connection);
        })) {
            // The full client does not answer a server that wants it.
            ProbeResult result = run(ENGINE.http(asked(NAMED.expectBody("ok"), "ca")), peer, Run.LONG);

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
        }
    }

    @Test
    @DisplayName("a chain that was accepted is accepted for its name alone")
    void acceptedChain_isForItsName() throws Exception {
        HttpAsk right = asked(NAMED, "ca");
        HttpAsk wrong = new HttpAsk(
                asked(NAMED.serverName("www.example.org"), "ca").message(),
                new HttpAsk.Channel(
                        right.channel().security(),
                        new HttpAsk.Tls(
                                "www.example.org",
                                right.channel().tls().versions(),
                                right.channel().tls().own(), // the same trust manager
                                right.channel().tls().elsewhere()),
                        false,
                        null),
                right.expected(),
                right.redirects());
        try (Peer peer = certificates.server("good", HttpsPathsTest::answer)) {
            for (int i = 0; i < 3; i++) {
                assertThat(run(ENGINE.http(right), peer, Run.LONG).reason()).isEqualTo(Reason.EXPECTED);
                assertThat(run(ENGINE.http(wrong), peer, Run.LONG).reason()).isEqualTo(Reason.CERTIFICATE_NAME);
            }
        }
    }
}
