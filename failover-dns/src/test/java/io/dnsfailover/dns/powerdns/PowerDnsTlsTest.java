package io.dnsfailover.dns.powerdns;

import static io.dnsfailover.dns.powerdns.Api.change;
import static io.dnsfailover.dns.powerdns.Api.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a proxy that speaks TLS. */
@Timeout(120)
class PowerDnsTlsTest {
    private static final char[] PASSWORD = "testing".toCharArray();

    private static PowerDnsServer server;
    private static SSLContext good;
    private static SSLContext expired;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        server = PowerDnsServer.start();
        good = certificate(directory.resolve("good"), "-validity", "30");
        expired = certificate(directory.resolve("expired"), "-startdate", "-20d", "-validity", "10");
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** A key with a certificate that it signed itself for {@code pdns.example.com}, trusted by nobody else. */
    private static SSLContext certificate(Path file, String... validity) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "it",
                "-dname",
                "CN=it",
                "-ext",
                "SAN=dns:pdns.example.com",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString()));
        command.addAll(List.of(validity));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("it", store.getCertificate("it"));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Relay secured(SSLContext context, String... protocols) throws Exception {
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return Relay.over(socket, server, Relay.Exchange::forward);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void replace_overTls_isPublished(String protocol) throws Exception {
        try (Relay relay = secured(good, protocol);
                DnsPublisher publisher =
                        relay.publisher().tls("pdns.example.com", good).build()) {
            // More than one TLS record in each direction.
            RecordSet many = set(
                    protocol.toLowerCase(java.util.Locale.ROOT).replace('.', '-') + ".example.com.",
                    IntStream.range(0, 600)
                            .mapToObj(i -> "10.0." + i / 250 + "." + i % 250)
                            .toArray(String[]::new));

            publisher.replace(change(1, many));

            assertThat(publisher.read(many.key())).isEqualTo(new Published(many, 1));
        }
    }

    @Test
    @DisplayName("a certificate that is not trusted, of another name, or expired gets no key")
    void replace_wrongCertificate_sendsNothing() throws Exception {
        try (Relay relay = secured(good);
                Relay stale = secured(expired)) {
            assertRefused(relay.publisher().tls("pdns.example.com"));
            assertRefused(relay.publisher().tls("other.example.com", good));
            assertRefused(stale.publisher().tls("pdns.example.com", expired));

            assertThat(relay.count("GET") + stale.count("GET")).isZero();
        }
    }

    @Test
    @DisplayName("a server that speaks no TLS gets no key")
    void replace_noTls_sendsNothing() throws Exception {
        assertRefused(Api.to(server).tls("pdns.example.com", good).timeout(Duration.ofSeconds(2)));
    }

    private static void assertRefused(PowerDnsPublisherBuilder builder) {
        Change change = change(1, set("refused.example.com.", "192.0.2.1"));
        try (DnsPublisher publisher = builder.build()) {
            assertThatThrownBy(() -> publisher.replace(change))
                    .isInstanceOfSatisfying(
                            PublishException.class, e -> assertThat(e.effect()).isEqualTo(PublishEffect.NONE));
        }
    }
}
