package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsProbeTest {
    private static final HttpProbe NAMED = HttpProbe.https().host("www.example.com");

    private static Certificates certificates;

    @BeforeAll
    static void certificates() throws Exception {
        certificates = Certificates.shared();
    }

    private static void answer(Socket connection) throws IOException {
        Peer.readHead(connection);
        Peer.send(connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        Peer.drain(connection);
    }

    /** Checks a server with one certificate, trusting some. */
    private static ProbeResult check(HttpProbe probe, String certificate, String... trusted) throws Exception {
        try (Peer peer = certificates.server(certificate, HttpsProbeTest::answer);
                NetworkProber prober = NetworkProber.builder()
                        .authority("own", certificates.authority(trusted))
                        .build()) {
            HttpProbe asked = probe.transport().isInsecure() ? probe : probe.authority("own");
            return Run.check(prober, asked, peer.endpoint());
        }
    }

    @Test
    void goodCertificate_passes_withTlsTime() throws Exception {
        ProbeResult result = check(NAMED.expectBody("ok"), "good", "ca");

        assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
        assertThat(result.timings().connect()).isPositive();
        assertThat(result.timings().tls()).isPositive();
        assertThat(result.timings().firstByte()).isPositive();
    }

    @Test
    @DisplayName("a certificate for another name is refused: the client once had a version that let it pass")
    void wrongName_isRefused() throws Exception {
        ProbeResult result = check(NAMED, "other-name", "ca");

        assertThat(result.reason()).isEqualTo(Reason.CERTIFICATE_NAME);
        assertThat(result.detail()).contains("www.example.com");
    }

    @ParameterizedTest
    @CsvSource({
        "expired, ca, CERTIFICATE_EXPIRED, expired on",
        "early, ca, CERTIFICATE_NOT_YET_VALID, not valid before",
        "alone, ca, CERTIFICATE_SELF_SIGNED, signed by itself",
        "alone, other-name, CERTIFICATE_SELF_SIGNED, signed by itself",
        "other-name, ca, CERTIFICATE_NAME, not for 'www.example.com'",
        "lonely, ca, CERTIFICATE_INCOMPLETE_CHAIN, its chain ends before 'CN=between'",
        "client, ca, CERTIFICATE_USAGE, not for servers",
        "good, alone, CERTIFICATE, not trusted"
    })
    void badCertificate_isRefused_andNamed(String served, String trusted, Reason reason, String words)
            throws Exception {
        ProbeResult result = check(NAMED, served, trusted);

        assertThat(result.reason()).as(result.detail()).isEqualTo(reason);
        assertThat(result.detail()).contains(words);
        assertThat(result.timings().tls()).isNull();
    }

    @Test
    void selfSignedAndTrusted_passes() throws Exception {
        assertThat(check(NAMED, "alone", "alone").reason()).isEqualTo(Reason.EXPECTED);
    }

    @Test
    @DisplayName("a trusted self-signed certificate must be valid now, which the JDK alone would not ask")
    void selfSignedTrustedAndExpired_isRefused() throws Exception {
        ProbeResult result = check(NAMED, "stale", "stale");

        assertThat(result.reason()).isEqualTo(Reason.CERTIFICATE_EXPIRED);
        assertThat(result.detail()).contains("expired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"expired", "alone", "other-name", "stale"})
    void insecure_takesAnyCertificate(String served) throws Exception {
        ProbeResult result = check(NAMED.insecure(), served, "ca");

        assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
        assertThat(result.detail()).startsWith("[INSECURE: certificate not verified] ");
    }

    @Test
    @DisplayName("a whole chain is one whose certificate between is sent")
    void completeChain_passes() throws Exception {
        assertThat(check(NAMED, "through-between", "ca").reason()).isEqualTo(Reason.EXPECTED);
    }

    @Test
    @DisplayName("with a TLS context of the host's own a wrong name is refused, if not told apart")
    void wrongName_withTheHostsContext_isRefused() throws Exception {
        try (Peer peer = certificates.server("other-name", HttpsProbeTest::answer);
                NetworkProber prober = NetworkProber.builder()
                        .sslContext(certificates.trusting("ca"))
                        .build()) {
            ProbeResult result = Run.check(prober, NAMED, peer.endpoint());

            assertThat(result.reason()).isEqualTo(Reason.CERTIFICATE);
            assertThat(result.detail()).contains("www.example.com");
        }
    }

    @Test
    @DisplayName("the result of a check over TLS has the end of the certificate's validity")
    void certificateEnds_isNoted() throws Exception {
        assertThat(check(NAMED, "good", "ca").notes().certificateEnds()).isEqualTo(certificates.end("good"));
        assertThat(check(NAMED.insecure(), "expired", "ca").notes().certificateEnds())
                .isEqualTo(certificates.end("expired"));
    }

    @Test
    @DisplayName("an insecure check and a verified one of the same server do not mix")
    void insecureAndVerified_ofOneProber() throws Exception {
        try (Peer peer = certificates.server("alone", HttpsProbeTest::answer);
                NetworkProber prober = NetworkProber.builder()
                        .sslContext(certificates.trusting("ca"))
                        .build()) {
            for (int i = 0; i < 5; i++) {
                assertThat(Run.check(prober, NAMED.insecure(), peer.endpoint()).reason())
                        .isEqualTo(Reason.EXPECTED);
                assertThat(Run.check(prober, NAMED, peer.endpoint()).reason()).isEqualTo(Reason.CERTIFICATE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "::1"})
    @DisplayName("without a host the address is verified against the certificate")
    void addressLiteral_isVerified(String address) throws Exception {
        try (Peer good = certificates.serverAt(address, "good", HttpsProbeTest::answer);
                Peer other = certificates.serverAt(address, "other-name", HttpsProbeTest::answer);
                NetworkProber prober = NetworkProber.builder()
                        .sslContext(certificates.trusting("ca"))
                        .build()) {
            Endpoint at = Endpoint.of(address);

            ProbeResult named = Run.check(prober, HttpProbe.https(), at.onPort(good.port()));
            ProbeResult notNamed = Run.check(prober, HttpProbe.https(), at.onPort(other.port()));

            assertThat(named.reason()).as(named.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(notNamed.reason()).isEqualTo(Reason.CERTIFICATE);
        }
    }

    @Test
    @DisplayName("Host and SNI are the host's while the connection goes to the address")
    void hostAndSni_areTheHosts() throws Exception {
        BlockingQueue<String> seen = new ArrayBlockingQueue<>(1);
        try (Peer peer = certificates.serverAt("127.0.0.2", "good", connection -> {
                    List<SNIServerName> names =
                            ((ExtendedSSLSession) ((SSLSocket) connection).getSession()).getRequestedServerNames();
                    seen.add(names + Peer.readHead(connection));
                });
                NetworkProber prober = NetworkProber.builder()
                        .sslContext(certificates.trusting("ca"))
                        .build()) {
            Run.check(prober, NAMED, peer.endpoint());

            assertThat(seen.poll(10, TimeUnit.SECONDS))
                    .contains("value=www.example.com")
                    .contains("\r\nHost: www.example.com:" + peer.port() + "\r\n");
        }
    }

    @Test
    @DisplayName("every check makes a full handshake: none resumes a session")
    void everyCheck_verifiesAgain() throws Exception {
        AtomicInteger verified = new AtomicInteger();
        SSLContext counting = certificates.counting(verified, "ca");
        try (Peer peer = certificates.server("good", HttpsProbeTest::answer);
                NetworkProber prober =
                        NetworkProber.builder().sslContext(counting).build()) {
            for (int i = 0; i < 10; i++) {
                assertThat(Run.check(prober, NAMED, peer.endpoint()).reason()).isEqualTo(Reason.EXPECTED);
            }

            assertThat(verified).hasValue(10);
        }
    }

    @Test
    void plainServer_isTlsFailed() throws Exception {
        try (Peer peer = Peer.that(connection -> {
                    connection.getInputStream().read();
                    Peer.send(connection, "HTTP/1.1 400 Bad Request\r\n\r\n");
                    Peer.drain(connection);
                });
                NetworkProber prober = NetworkProber.create()) {
            ProbeResult result = Run.check(prober, NAMED, peer.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.TLS_FAILED);
        }
    }

    @Test
    void closeInHandshake_isTlsFailed() throws Exception {
        try (Peer peer = Peer.that(connection -> connection.getInputStream().read(new byte[5000]));
                NetworkProber prober = NetworkProber.create()) {
            ProbeResult result = Run.check(prober, NAMED, peer.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.TLS_FAILED);
        }
    }

    @Test
    void silenceInHandshake_timesOut_andIsClosed() {
        Duration timeout = Duration.ofMillis(400);
        try (Peer peer = Peer.silent();
                NetworkProber prober = NetworkProber.create()) {
            ProbeResult result = Run.check(prober, NAMED, peer.endpoint(), timeout);

            assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
            assertThat(result.detail()).contains("TLS handshake");
            assertThat(result.timings().total()).isLessThan(timeout.plusSeconds(2));
            Awaitility.await().until(() -> peer.open() == 0);
        }
    }
}
