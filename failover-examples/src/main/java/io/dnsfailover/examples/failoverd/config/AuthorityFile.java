package io.dnsfailover.examples.failoverd.config;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates in a file that alone are trusted. Two are equal when the file says the same. */
public final class AuthorityFile {
    private final String name;
    private final HashCode content;
    private final SSLContext trust;

    private AuthorityFile(String name, HashCode content, SSLContext trust) {
        this.name = name;
        this.content = content;
        this.trust = trust;
    }

    /**
     * Reads certificates.
     *
     * @throws IllegalArgumentException when the file holds none
     */
    static AuthorityFile read(Path directory, String name) throws IOException {
        byte[] octets = Files.readAllBytes(directory.resolve(name));
        try {
            return new AuthorityFile(name, Hashing.sha256().hashBytes(octets), trusting(octets));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("does not hold certificates in PEM", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JVM cannot trust what it has read", e);
        }
    }

    private static SSLContext trusting(byte[] octets) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(octets));
        if (certificates.isEmpty()) {
            throw new CertificateException("none");
        }
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        int count = 0;
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + count++, certificate);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    SSLContext trust() {
        return trust;
    }

    /** The file as the configuration names it. */
    String name() {
        return name;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AuthorityFile file && name.equals(file.name) && content.equals(file.content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, content);
    }

    /** The name of the file. */
    @Override
    public String toString() {
        return name;
    }
}
