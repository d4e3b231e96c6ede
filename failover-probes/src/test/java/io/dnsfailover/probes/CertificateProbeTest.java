package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The certificates of the fixture are valid for 90 days. */
class CertificateProbeTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final CertificateProbe PROBE = CertificateProbe.port(1);

    private static Certificates certificates;

    private NetworkProber prober;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.shared();
    }

    @BeforeEach
    void open() throws Exception {
        prober = NetworkProber.builder()
                .sslContext(certificates.trusting("ca", "stale"))
                .build();
    }

    @AfterEach
    void close() {
        prober.close();
    }

    private ProbeResult check(CertificateProbe probe, String alias) throws Exception {
        try (Peer server = certificates.server(alias, Peer::drain)) {
            return Run.check(prober, probe, server.endpoint());
        }
    }

    private ProbeResult check(Peer.Script script, Duration timeout) {
        try (Peer peer = Peer.that(script)) {
            return Run.check(prober, PROBE, peer.endpoint(), timeout);
        }
    }

    @Test
    @DisplayName("a good certificate passes without a warning, and its end is in the notes")
    void good_passes() throws Exception {
        ProbeResult result = check(PROBE, "good");

        assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
        assertThat(result.notes().warning()).isNull();
        assertThat(result.notes().certificateEnds())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(85)), Instant.now().plus(Duration.ofDays(95)));
        assertThat(result.timings().tls()).isPositive();
    }

    @Test
    @DisplayName("an end that is near passes with a warning")
    void nearEnd_warns() throws Exception {
        ProbeResult result = check(PROBE.warnBefore(Duration.ofDays(100)), "good");

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
        assertThat(result.notes().warning())
                .contains("certificate")
                .contains(" ends in ")
                .contains(" days");
    }

    @Test
    void whatTurnsClientsAway_fails() throws Exception {
        for (String alias : new String[] {"other-name", "expired", "alone", "stale"}) {
            ProbeResult result = check(PROBE, alias);

            assertThat(result.reason().name()).as(alias + " " + result.detail()).startsWith("CERTIFICATE");
        }
    }

    @Test
    @DisplayName("the names that it must cover are looked at one by one")
    void covers_isChecked() throws Exception {
        assertThat(check(PROBE.host("www.example.com").covers("127.0.0.1", "www.example.com"), "good")
                        .reason())
                .isEqualTo(Reason.EXPECTED);
        ProbeResult missing = check(PROBE.covers("www.example.com", "api.example.com"), "good");
        assertThat(missing.reason()).isEqualTo(Reason.CERTIFICATE_NAME);
        assertThat(missing.detail()).contains("api.example.com");
    }

    @Test
    @DisplayName("hostile servers: silent, closing, no TLS, an alert, dripping, resetting")
    void hostile_endsInTime() {
        assertThat(check(Peer::drain, SHORT).reason()).isEqualTo(Reason.TLS_FAILED);
        assertThat(check(connection -> {}, Run.LONG).reason()).isIn(Reason.TLS_FAILED, Reason.RESET);
        assertThat(check(connection -> Peer.send(connection, "SSH-2.0-x\r\n"), Run.LONG)
                        .reason())
                .isEqualTo(Reason.TLS_FAILED);
        assertThat(check(
                                connection -> {
                                    while (true) {
                                        Peer.send(
                                                connection,
                                                "\u0016\u0003\u0003\u0000\u0004\u0002\u0000\u0000\u0000".repeat(1000));
                                    }
                                },
                                Run.LONG)
                        .reason())
                .isEqualTo(Reason.TLS_FAILED);
        assertThat(check(Peer::reset, Run.LONG).reason()).isIn(Reason.RESET, Reason.TLS_FAILED);
        ProbeResult dripping = check(
                connection -> {
                    Peer.send(connection, "\u0016\u0003\u0003@\u0000");
                    while (true) {
                        Peer.send(connection, "x");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                },
                SHORT);
        assertThat(dripping.reason()).isEqualTo(Reason.TLS_FAILED);
        assertThat(dripping.timings().total()).isLessThan(SHORT.plusSeconds(2));
    }

    @Test
    @DisplayName("every check makes a full handshake: no session is resumed")
    void handshake_isFull() throws Exception {
        var looked = new AtomicInteger();
        try (NetworkProber counting = NetworkProber.builder()
                        .sslContext(certificates.counting(looked, "ca"))
                        .build();
                Peer server = certificates.server("good", Peer::drain)) {
            for (int i = 0; i < 5; i++) {
                Run.check(counting, PROBE, server.endpoint());
            }
        }

        assertThat(looked).hasValue(5);
    }

    @Test
    @DisplayName("a server that shakes hands and then sends for ever takes neither time nor memory")
    void talkingServer_passes() throws Exception {
        try (Peer server = certificates.server("good", connection -> {
            while (true) {
                Peer.send(connection, "x".repeat(8192));
            }
        })) {
            assertThat(Run.check(prober, PROBE, server.endpoint()).reason()).isEqualTo(Reason.EXPECTED);
        }
    }
}
