package io.dnsfailover.probes;

import io.dnsfailover.model.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A client certificate with its key, to be shown to servers that ask for one. An immutable value; never shows the key. */
public final class TlsIdentity {
    private final PrivateKey key;
    private final List<X509Certificate> chain;

    private TlsIdentity(PrivateKey key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a client certificate must have at least one certificate");
        }
    }

    /**
     * A key and certificates that are there already.
     *
     * @param key the key of the first certificate
     * @param chain the certificate, and those that it rests on, in order; at least one
     * @return the identity
     */
    public static TlsIdentity of(PrivateKey key, List<X509Certificate> chain) {
        return new TlsIdentity(key, chain);
    }

    /**
     * Reads files in PEM (RFC 7468). They are not read again.
     *
     * @param certificates the certificate, and those that it rests on, in order; at most 1 MiB
     * @param key its key in PKCS #8, not encrypted; EC, RSA, Ed25519 or Ed448
     * @return the identity
     * @throws IOException when a file cannot be read
     * @throws IllegalArgumentException when there is not in it what should be; the message shows no part of a key
     */
    public static TlsIdentity pem(Path certificates, Path key) throws IOException {
        return new TlsIdentity(new PemFile(key).key(), new PemFile(certificates).certificates());
    }

    PrivateKey key() {
        return key;
    }

    List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlsIdentity identity && key.equals(identity.key) && chain.equals(identity.chain);
    }

    @Override
    public int hashCode() {
        return chain.hashCode();
    }

    /** The subject of the certificate. */
    @Override
    public String toString() {
        return Printable.of(chain.get(0).getSubjectX500Principal().getName());
    }
}
