package io.dnsfailover.probes;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** A certificate authority made with the JDK's keytool. */
final class Certificates {
    private static final char[] PASSWORD = "testing".toCharArray();
    private static final String NAMES = "san=dns:www.example.com,ip:127.0.0.1,ip:127.0.0.2,ip:::1";

    private final KeyStore keys;

    private Certificates(KeyStore keys) {
        this.keys = keys;
    }

    private static @Nullable Certificates shared;

    /**
     * Certificates that are good, and bad in every way, the same for all tests: making them takes seconds. {@code lonely} is
     * sent without the one {@code between}.
     */
    static synchronized Certificates shared() throws IOException, GeneralSecurityException, InterruptedException {
        if (shared == null) {
            Path directory = Files.createTempDirectory("failover-certificates");
            shared = in(directory);
            Files.delete(directory.resolve("keys.p12"));
            Files.delete(directory);
        }
        return shared;
    }

    private static Certificates in(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("keys.p12");
        generate(file, "ca", "-ext", "bc:c");
        generate(file, "good", "-signer", "ca", "-ext", NAMES);
        generate(file, "other-name", "-signer", "ca", "-ext", "san=dns:www.example.org");
        generate(file, "expired", "-signer", "ca", "-ext", NAMES, "-startdate", "-20d", "-validity", "10");
        generate(file, "alone", "-ext", NAMES);
        generate(file, "stale", "-ext", NAMES, "-startdate", "-20d", "-validity", "10");
        generate(file, "early", "-signer", "ca", "-ext", NAMES, "-startdate", "+10d", "-validity", "10");
        generate(file, "client", "-signer", "ca", "-ext", NAMES, "-ext", "eku=clientAuth");
        generate(file, "between", "-signer", "ca", "-ext", "bc:c");
        generate(file, "lonely", "-signer", "between", "-ext", NAMES);
        generate(file, "through-between", "-signer", "between", "-ext", NAMES);
        huge(directory, file);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return new Certificates(keys);
    }

    /** {@code huge}, with ten thousand names: too many for a command line. */
    private static void huge(Path directory, Path file) throws IOException, InterruptedException {
        String names = IntStream.range(0, 10_000)
                .mapToObj(i -> "dns:n" + i + ".example.com")
                .collect(Collectors.joining(",", "san=", ""));
        Path options = directory.resolve("keytool.properties");
        Files.writeString(options, "keytool.genkeypair=-ext \"" + names + "\"\n");
        generate(file, "huge", "-signer", "ca", "-conf", options.toString());
        Files.delete(options);
    }

    private static void generate(Path file, String alias, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-alias",
                alias,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    /** A client's side that trusts the certificates with these aliases. */
    SSLContext trusting(String... aliases) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust(aliases)}, null);
        return context;
    }

    /** As {@link #trusting}, and counts how often a certificate is looked at. */
    SSLContext counting(AtomicInteger count, String... aliases) throws GeneralSecurityException, IOException {
        X509TrustManager trust = trust(aliases);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Counting(trust, count)}, null);
        return context;
    }

    private record Counting(X509TrustManager trust, AtomicInteger count) implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            trust.checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            count.incrementAndGet();
            trust.checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }

    /** As {@link #trusting}, for checks that name it. */
    TlsAuthority authority(String... aliases) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        for (String alias : aliases) {
            found.add((X509Certificate) keys.getCertificate(alias));
        }
        return new TlsAuthority(found);
    }

    /** A client's side that presents itself. */
    TlsIdentity identity(String alias) throws GeneralSecurityException {
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate certificate : keys.getCertificateChain(alias)) {
            chain.add((X509Certificate) certificate);
        }
        return TlsIdentity.of((PrivateKey) keys.getKey(alias, PASSWORD), chain);
    }

    Instant end(String alias) throws GeneralSecurityException {
        return ((X509Certificate) keys.getCertificate(alias)).getNotAfter().toInstant();
    }

    private X509TrustManager trust(String... aliases) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String alias : aliases) {
            trusted.setCertificateEntry(alias, keys.getCertificate(alias));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return (X509TrustManager) trust.getTrustManagers()[0];
    }

    /** A server's side. */
    SSLContext serving(String alias) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers(alias), null, null);
        return context;
    }

    private KeyManager[] keyManagers(String alias) throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        Certificate[] whole = keys.getCertificateChain(alias);
        Certificate[] chain = alias.equals("lonely") ? Arrays.copyOf(whole, 1) : whole;
        own.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, chain);
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(own, PASSWORD);
        return manager.getKeyManagers();
    }

    /** A web server with a certificate; the script gets the secured connection. */
    Peer server(String alias, Peer.Script script) throws GeneralSecurityException, IOException {
        return serverAt("127.0.0.1", alias, script);
    }

    Peer serverAt(String address, String alias, Peer.Script script) throws GeneralSecurityException, IOException {
        SSLContext context = serving(alias);
        return Peer.at(address, connection -> {
            try (SSLSocket secured = secured(context, connection)) {
                script.play(secured);
            }
        });
    }

    /** A web server with a certificate that speaks some versions of TLS, and may want a certificate of its clients. */
    Peer server(String alias, List<String> versions, boolean wantsClient, Peer.Script script)
            throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers(alias), new TrustManager[] {trust("ca")}, null);
        return Peer.that(connection -> {
            try (SSLSocket secured =
                    (SSLSocket) context.getSocketFactory().createSocket(connection, null, connection.getPort(), true)) {
                secured.setUseClientMode(false);
                secured.setEnabledProtocols(versions.toArray(String[]::new));
                secured.setNeedClientAuth(wantsClient);
                secured.startHandshake();
                script.play(secured);
            }
        });
    }

    private static SSLSocket secured(SSLContext context, Socket connection) throws IOException {
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(connection, null, connection.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        return secured;
    }
}
