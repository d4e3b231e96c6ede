package io.dnsfailover.notify;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** A certificate authority in memory, and what it and others signed; made once for all tests. */
public final class Certificates {
    private static final char[] PASSWORD = "testing".toCharArray();
    private static final List<CertificateWriter.Name> NAMES =
            List.of(CertificateWriter.Name.dns("localhost"), CertificateWriter.Name.ip(127, 0, 0, 1));
    private static final List<CertificateWriter.Name> OTHER_NAMES =
            List.of(CertificateWriter.Name.dns("www.example.org"), CertificateWriter.Name.ip(127, 0, 0, 2));

    private record Entry(PrivateKey key, List<X509Certificate> chain) {}

    /** Made by the first test that needs them. */
    private static final class Holder {
        private static final Certificates SHARED = made();

        private static Certificates made() {
            try {
                return new Certificates();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private final Map<String, Entry> entries = new HashMap<>();

    private Certificates() throws GeneralSecurityException {
        Instant now = Instant.now();
        CertificateWriter valid =
                CertificateWriter.validFrom(now.minus(1, ChronoUnit.DAYS), now.plus(90, ChronoUnit.DAYS));
        CertificateWriter past =
                CertificateWriter.validFrom(now.minus(20, ChronoUnit.DAYS), now.minus(10, ChronoUnit.DAYS));
        KeyPair ca = pair();
        X509Certificate caCertificate = valid.authority("ca", ca);
        entries.put("ca", new Entry(ca.getPrivate(), List.of(caCertificate)));
        signed("good", valid, NAMES, ca, caCertificate);
        signed("other-name", valid, OTHER_NAMES, ca, caCertificate);
        signed("expired", past, NAMES, ca, caCertificate);
        signedByItself("alone", valid);
        signedByItself("stale", past);
    }

    /** With the aliases {@code ca}, {@code good}, {@code other-name}, {@code expired}, {@code alone}, {@code stale}. */
    public static Certificates shared() {
        return Holder.SHARED;
    }

    private void signed(
            String alias, CertificateWriter writer, List<CertificateWriter.Name> names, KeyPair ca, X509Certificate by)
            throws GeneralSecurityException {
        KeyPair keys = pair();
        X509Certificate certificate = writer.leaf(alias, keys.getPublic(), names, "ca", ca.getPrivate());
        entries.put(alias, new Entry(keys.getPrivate(), List.of(certificate, by)));
    }

    private void signedByItself(String alias, CertificateWriter writer) throws GeneralSecurityException {
        KeyPair keys = pair();
        X509Certificate certificate = writer.leaf(alias, keys.getPublic(), NAMES, alias, keys.getPrivate());
        entries.put(alias, new Entry(keys.getPrivate(), List.of(certificate)));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /** A client's side that trusts the certificates with these aliases. */
    public SSLContext trusting(String... aliases) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (String alias : aliases) {
            trusted.setCertificateEntry(alias, entries.get(alias).chain().get(0));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {(X509TrustManager) trust.getTrustManagers()[0]}, null);
        return context;
    }

    /** A server's side. */
    public SSLContext serving(String alias) throws GeneralSecurityException, IOException {
        Entry entry = entries.get(alias);
        KeyStore own = KeyStore.getInstance("JKS");
        own.load(null, null);
        own.setKeyEntry(alias, entry.key(), PASSWORD, entry.chain().toArray(Certificate[]::new));
        KeyManagerFactory manager = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        manager.init(own, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(manager.getKeyManagers(), null, null);
        return context;
    }
}
