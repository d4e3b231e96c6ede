package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest {
    private static final HttpProbe FOLLOWING =
            HttpProbe.http().host("www.example.com").followRedirects(RedirectPolicy.sameHost(3));

    private final NetworkProber prober = NetworkProber.create();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        prober.close();
    }

    /** A server that answers the path "/" with a redirect and every other with success; PORT stands for its own. */
    private Peer redirecting(String location) {
        int[] port = new int[1];
        Peer peer = Peer.that(connection -> {
            String request = Peer.readHead(connection).lines().findFirst().orElse("");
            asked.add(request);
            String target = location.replace("PORT", String.valueOf(port[0]));
            Peer.send(
                    connection,
                    request.startsWith("GET / ")
                            ? "HTTP/1.1 302 Found\r\nLocation: " + target + "\r\nContent-Length: 0\r\n\r\n"
                            : "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            Peer.drain(connection);
        });
        port[0] = peer.port();
        return peer;
    }

    @Test
    void byDefault_aRedirectIsAStatus() {
        try (Peer peer = redirecting("/there")) {
            ProbeResult result = Run.check(prober, HttpProbe.http(), peer.endpoint());

            assertThat(result.reason()).isEqualTo(Reason.STATUS);
            assertThat(result.status()).isEqualTo(302);
            assertThat(asked).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/there?x=1",
                "there?x=1",
                "http://www.example.com:PORT/there?x=1",
                "HTTP://WWW.EXAMPLE.COM:PORT/there?x=1",
                "//www.example.com:PORT/there?x=1"
            })
    void sameHost_isFollowed_toTheSameAddress(String location) {
        try (Peer peer = redirecting(location)) {
            ProbeResult result = Run.check(prober, FOLLOWING.expectBody("ok"), peer.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(result.status()).isEqualTo(200);
            assertThat(asked).containsExactly("GET / HTTP/1.1", "GET /there?x=1 HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.example.org/",
                "http://127.0.0.1:PORT/there",
                "http://www.example.com@127.0.0.1:PORT/there",
                "http://www.example.com.evil.test:PORT/there",
                "http://www.example.com:1/there",
                "http://www.example.com/there",
                "//169.254.169.254/latest",
                "ftp://www.example.com:PORT/there",
                "file:///etc/passwd",
                "javascript:alert(1)"
            })
    @DisplayName("a redirect to another host, port or scheme is not followed")
    void elsewhere_isARedirectFailure(String location) {
        try (Peer peer = redirecting(location)) {
            ProbeResult result = Run.check(prober, FOLLOWING, peer.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.REDIRECT);
            assertThat(asked).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[bad/", "/a b", "http://www.example.com:PORT/\u0080"})
    void locationThatIsNone_isMalformed(String location) {
        try (Peer peer = redirecting(location)) {
            assertThat(Run.check(prober, FOLLOWING, peer.endpoint()).reason()).isEqualTo(Reason.MALFORMED);
        }
    }

    @Test
    void loop_endsAfterTheMaximum() {
        try (Peer peer = redirecting("/")) {
            ProbeResult result = Run.check(prober, FOLLOWING, peer.endpoint());

            assertThat(result.reason()).isEqualTo(Reason.REDIRECT);
            assertThat(result.detail()).contains("more than 3");
            assertThat(asked).hasSize(4);
        }
    }

    @Test
    void expectedRedirect_isAnAnswer_evenWhenFollowing() {
        try (Peer peer = redirecting("/there")) {
            ProbeResult result = Run.check(prober, FOLLOWING.expectStatus(302), peer.endpoint());

            assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void redirectWithoutALocation_isAStatus() {
        try (Peer peer = Peer.saying("HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(Run.check(prober, FOLLOWING, peer.endpoint()).reason()).isEqualTo(Reason.STATUS);
        }
    }

    @Test
    @DisplayName("from plain to TLS on the same host is followed, and verified; back it is not")
    void upgradeToTls_isFollowed_andDowngradeIsNot() throws Exception {
        Certificates certificates = Certificates.shared();
        try (Peer secure = certificates.server("good", connection -> {
                    String request = Peer.readHead(connection);
                    Peer.send(
                            connection,
                            request.startsWith("GET /back ")
                                    ? "HTTP/1.1 302 Found\r\nLocation: http://www.example.com/\r\n\r\n"
                                    : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                    Peer.drain(connection);
                });
                Peer plain = redirecting("https://www.example.com:" + secure.port() + "/there");
                NetworkProber trusting = NetworkProber.builder()
                        .sslContext(certificates.trusting("ca"))
                        .build()) {
            ProbeResult up = Run.check(trusting, FOLLOWING, plain.endpoint());
            ProbeResult down = Run.check(
                    trusting,
                    HttpProbe.https().host("www.example.com").path("/back").followRedirects(RedirectPolicy.sameHost(3)),
                    secure.endpoint());
            ProbeResult untrusted = Run.check(prober, FOLLOWING, plain.endpoint());

            assertThat(up.reason()).as(up.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(up.timings().tls()).isPositive();
            assertThat(down.reason()).as(down.detail()).isEqualTo(Reason.REDIRECT);
            assertThat(untrusted.reason()).as(untrusted.detail()).isEqualTo(Reason.CERTIFICATE);
        }
    }
}
