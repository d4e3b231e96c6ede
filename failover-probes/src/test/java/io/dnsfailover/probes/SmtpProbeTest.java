package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SmtpProbeTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private static Certificates certificates;

    private NetworkProber prober;

    @BeforeAll
    static void makeCertificates() throws Exception {
        certificates = Certificates.shared();
    }

    @BeforeEach
    void open() throws Exception {
        prober = NetworkProber.builder().sslContext(certificates.trusting("ca")).build();
    }

    @AfterEach
    void close() {
        prober.close();
    }

    private ProbeResult check(SmtpProbe probe, Peer.Script script, Duration timeout) {
        try (Peer peer = Peer.that(script)) {
            return Run.check(prober, probe, peer.endpoint(), timeout);
        }
    }

    private ProbeResult check(SmtpProbe probe, Peer.Script script) {
        return check(probe, script, Run.LONG);
    }

    @Test
    @DisplayName("greets with our address, takes its leave, and says nothing else")
    void plain_greetsAndLeaves() {
        MailServer server = new MailServer();

        ProbeResult result = check(SmtpProbe.port(1), server::talk);

        assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
        assertThat(result.status()).isEqualTo(221);
        assertThat(server.heard()).containsExactly("EHLO [127.0.0.1]", "QUIT");
    }

    @Test
    void ehlo_isSaid() {
        MailServer server = new MailServer();

        check(SmtpProbe.port(1).ehlo("probe.example.net"), server::talk);

        assertThat(server.heard()).startsWith("EHLO probe.example.net");
    }

    @Test
    @DisplayName("STARTTLS with a certificate for the name passes, and greets again under TLS")
    void startTls_verifies() throws Exception {
        MailServer server = new MailServer(certificates.serving("good"));

        ProbeResult result = check(SmtpProbe.port(1).startTls().host("www.example.com"), server::talk);

        assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
        assertThat(result.timings().tls()).isPositive();
        assertThat(server.heard()).containsExactly("EHLO [127.0.0.1]", "STARTTLS", "EHLO [127.0.0.1]", "QUIT");
    }

    @Test
    void startTls_withAWrongCertificate_fails_unlessInsecure() throws Exception {
        for (String alias : new String[] {"other-name", "expired", "alone", "stale"}) {
            MailServer server = new MailServer(certificates.serving(alias));

            assertThat(check(SmtpProbe.port(1).startTls(), server::talk)
                            .reason()
                            .name())
                    .as(alias)
                    .startsWith("CERTIFICATE");
            assertThat(check(SmtpProbe.port(1).insecure(), server::talk).reason())
                    .as(alias)
                    .isEqualTo(Reason.EXPECTED);
        }
    }

    @Test
    void startTls_notOffered_isContent() {
        assertThat(check(SmtpProbe.port(1).startTls(), new MailServer()::talk).reason())
                .isEqualTo(Reason.CONTENT);
    }

    @Test
    @DisplayName("what is said after the answer to STARTTLS does not count as said under TLS")
    void injectionBeforeTls_isMalformed() {
        ProbeResult result = check(SmtpProbe.port(1).startTls(), connection -> {
            Peer.send(connection, "220 x\r\n");
            readLine(connection);
            Peer.send(connection, "250-x\r\n250 STARTTLS\r\n");
            readLine(connection);
            Peer.send(connection, "220 go\r\n250 injected\r\n");
            Peer.drain(connection);
        });

        assertThat(result.reason()).isEqualTo(Reason.MALFORMED);
    }

    @Test
    void serverThatTurnsUsAway_isStatus() {
        ProbeResult result = check(SmtpProbe.port(1), connection -> {
            Peer.send(connection, "554 no \u001b[31m service\r\n");
            Peer.drain(connection);
        });

        assertThat(result.reason()).isEqualTo(Reason.STATUS);
        assertThat(result.status()).isEqualTo(554);
        assertThat(result.detail()).contains("554 no").matches("[ -~]*");
    }

    @Test
    @DisplayName("a verdict that stands is not lost because the server is rude to QUIT")
    void quitWithoutAnswer_passes() {
        ProbeResult result = check(SmtpProbe.port(1), connection -> {
            Peer.send(connection, "220 x\r\n");
            readLine(connection);
            Peer.send(connection, "250 x\r\n");
            connection.shutdownOutput();
            Peer.drain(connection);
        });

        assertThat(result.reason()).isEqualTo(Reason.EXPECTED);
    }

    @Test
    void whatIsNoSmtp_isMalformed() {
        assertThat(check(SmtpProbe.port(1), connection -> Peer.send(connection, "HTTP/1.1 400 Bad\r\n"))
                        .reason())
                .isEqualTo(Reason.MALFORMED);
        assertThat(check(SmtpProbe.port(1), connection -> Peer.send(connection, "\r\n"))
                        .reason())
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    @DisplayName("hostile servers: silent, closing, an endless line, endless lines, dripping, silent in the handshake")
    void hostile_endsInTime() {
        assertThat(check(SmtpProbe.port(1), Peer::drain, SHORT).reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(check(SmtpProbe.port(1), connection -> {}).reason()).isEqualTo(Reason.CLOSED);
        assertThat(check(SmtpProbe.port(1), connection -> forEver(connection, "2".repeat(8192)))
                        .reason())
                .isEqualTo(Reason.TOO_LARGE);
        assertThat(check(SmtpProbe.port(1), connection -> forEver(connection, "220-x\r\n"))
                        .reason())
                .isEqualTo(Reason.MALFORMED);
        ProbeResult dripping = check(
                SmtpProbe.port(1),
                connection -> {
                    while (true) {
                        Peer.send(connection, "2");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                },
                SHORT);
        assertThat(dripping.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(dripping.timings().total()).isLessThan(SHORT.plusSeconds(2));
        ProbeResult stalled = check(
                SmtpProbe.port(1).startTls(),
                connection -> {
                    Peer.send(connection, "220 x\r\n");
                    readLine(connection);
                    Peer.send(connection, "250 STARTTLS\r\n");
                    readLine(connection);
                    Peer.send(connection, "220 go\r\n");
                    Peer.drain(connection);
                },
                SHORT);
        assertThat(stalled.reason()).isEqualTo(Reason.TLS_FAILED);
    }

    private static void readLine(Socket connection) throws IOException {
        int next = connection.getInputStream().read();
        while (next >= 0 && next != '\n') {
            next = connection.getInputStream().read();
        }
    }

    private static void forEver(Socket connection, String text) throws IOException {
        while (true) {
            Peer.send(connection, text);
        }
    }
}
