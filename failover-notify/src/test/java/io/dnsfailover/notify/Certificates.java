package io.dnsfailover.notify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A certificate authority in a temporary directory, made with the JDK's keytool. */
public final class Certificates {
    private static final char[] PASSWORD = "testing".toCharArray();
    private static final String NAMES = "san=dns:localhost,ip:127.0.0.1";

    private final Path file;
    private final KeyStore keys;

    private Certificates(Path file, KeyStore keys) {
        this.file = file;
        this.keys = keys;
    }

    /** With the aliases {@code ca}, {@code good}, {@code other-name}, {@code expired}, {@code alone}, {@code stale}. */
    public static Certificates in(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        Path file = directory.resolve("keys.p12");
        generate(file, "ca", "-ext", "bc:c");
        generate(file, "good", "-signer", "ca", "-ext", NAMES);
        generate(file, "other-name", "-signer", "ca", "-ext", "san=dns:www.example.org,ip:127.0.0.2");
        generate(file, "expired", "-signer", "ca", "-ext", NAMES, "-startdate", "-20d", "-validity", "10");
        generate(file, "alone", "-ext", NAMES);
        generate(file, "stale", "-ext", NAMES, "-startdate", "-20d", "-validity", "10");
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return new Certificates(file, keys);
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
    public SSLContext trusting(String... aliases) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust(aliases)}, null);
        return context;
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
    public SSLContext serving(String alias) throws GeneralSecurityException, IOException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        Certificate[] chain = keys.getCertificateChain(alias);
        own.setKeyEntry(alias, keys.getKey(alias, PASSWORD), PASSWORD, chain);
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
