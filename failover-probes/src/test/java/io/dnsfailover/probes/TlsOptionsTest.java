package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsOptionsTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final HttpProbe NAMED =
            HttpProbe.https().host("www.example.com").authority("own");

    private static Certificates certificates;

    private final BlockingQueue<String> seen = new ArrayBlockingQueue<>(10);

    @BeforeAll
    static void certificates() throws Exception {
        certificates = Certificates.shared();
    }

    private static NetworkProber prober() throws Exception {
        return NetworkProber.builder()
                .authority("own", certificates.authority("ca"))
                .clientCertificate("me", certificates.identity("client"))
                .build();
    }

    /** A server that writes down what the handshake said. */
    private Peer server(String alias) throws Exception {
        return certificates.server(alias, connection -> {
            SSLSocket secured = (SSLSocket) connection;
            ExtendedSSLSession session = (ExtendedSSLSession) secured.getSession();
            seen.add(
                    session.getProtocol() + " " + session.getRequestedServerNames() + "\n" + Peer.readHead(connection));
            Peer.send(connection, OK);
            Peer.drain(connection);
        });
    }

    @Test
    @DisplayName("SNI, the certificate's name and the Host header can all differ from the target")
    void serverName_isApartFromTheHost() throws Exception {
        try (Peer peer = server("other-name");
                NetworkProber prober = prober()) {
            HttpProbe probe = NAMED.serverName("www.example.org");

            ProbeResult right = Run.check(prober, probe, peer.endpoint());
            ProbeResult wrong = Run.check(prober, NAMED, peer.endpoint());

            assertThat(right.reason()).as(right.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(wrong.reason()).isEqualTo(Reason.CERTIFICATE_NAME);
            assertThat(seen.poll(10, TimeUnit.SECONDS))
                    .contains("value=www.example.org")
                    .contains("\r\nHost: www.example.com:");
        }
    }

    @Test
    void tlsVersion_isTheOneThatIsAllowed() throws Exception {
        try (Peer peer = server("good");
                NetworkProber prober = prober()) {
            for (TlsVersion version : TlsVersion.values()) {
                ProbeResult result = Run.check(prober, NAMED.tlsVersions(version), peer.endpoint());

                assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
                assertThat(seen.poll(10, TimeUnit.SECONDS)).startsWith(version.protocol() + " ");
            }
        }
    }

    @Test
    void tlsVersion_thatTheServerDoesNotSpeak_fails() throws Exception {
        try (Peer peer = certificates.server("good", List.of("TLSv1.2"), false, connection -> {});
                NetworkProber prober = prober()) {
            ProbeResult result = Run.check(prober, NAMED.tlsVersions(TlsVersion.TLS_1_3), peer.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.TLS_FAILED);
        }
    }

    @Test
    @DisplayName("a server that wants a client certificate gets the one that is named, and fails a check without")
    void clientCertificate_isShown() throws Exception {
        try (Peer peer = certificates.server("good", List.of("TLSv1.2", "TLSv1.3"), true, connection -> {
                    seen.add(((SSLSocket) connection)
                            .getSession()
                            .getPeerPrincipal()
                            .getName());
                    Peer.readHead(connection);
                    Peer.send(connection, OK);
                    Peer.drain(connection);
                });
                NetworkProber prober = prober()) {
            ProbeResult with = Run.check(prober, NAMED.clientCertificate("me").expectBody("ok"), peer.endpoint());
            ProbeResult without = Run.check(prober, NAMED.expectBody("ok"), peer.endpoint());
            ProbeResult insecure = Run.check(
                    prober, HttpProbe.https().insecure().clientCertificate("me").expectBody("ok"), peer.endpoint());

            assertThat(with.reason()).as(with.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(seen.poll(10, TimeUnit.SECONDS)).isEqualTo("CN=client");
            assertThat(without.reason()).as(without.detail()).isEqualTo(Reason.TLS_FAILED);
            assertThat(insecure.reason()).as(insecure.detail()).isEqualTo(Reason.EXPECTED);
        }
    }

    @Test
    void pemFiles_areRead(@TempDir Path directory) throws Exception {
        TlsIdentity identity = certificates.identity("client");
        Path certificate = pem(directory, "CERTIFICATE", identity.chain().get(0).getEncoded());
        Path key = pem(directory, "PRIVATE KEY", identity.key().getEncoded());

        TlsIdentity read = TlsIdentity.pem(certificate, key);

        assertThat(read.key()).isEqualTo(identity.key());
        assertThat(read).hasToString("CN=client");
        assertThat(TlsAuthority.pem(certificate)).hasToString("CN=client");
        assertThatIllegalArgumentException().isThrownBy(() -> TlsAuthority.pem(key));
        assertThatIllegalArgumentException().isThrownBy(() -> TlsIdentity.pem(certificate, certificate));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsIdentity.pem(certificate, pem(directory, "PRIVATE KEY", new byte[] {1, 2, 3})))
                .withMessageStartingWith("has a key that is none of");
    }

    private static Path pem(Path directory, String label, byte[] bytes) throws Exception {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                Files.createTempFile(directory, "x", ".pem"),
                "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }
}
