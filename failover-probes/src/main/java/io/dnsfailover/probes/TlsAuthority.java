package io.dnsfailover.probes;

import io.dnsfailover.model.Printable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Certificates of authorities that the host trusts: its own CA, or a server's certificate that is signed by itself. A
 * server must show one of them, or one that rests on them. An immutable value.
 *
 * @param certificates at least one
 */
public record TlsAuthority(List<X509Certificate> certificates) {
    /** Copies the list. */
    public TlsAuthority {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("an authority must have at least one certificate");
        }
    }

    /**
     * Certificates that are there already.
     *
     * @param certificates at least one
     * @return the authority
     */
    public static TlsAuthority of(X509Certificate... certificates) {
        return new TlsAuthority(List.of(certificates));
    }

    /**
     * Reads a file in PEM (RFC 7468). It is not read again.
     *
     * @param file at most 1 MiB, with one certificate or several
     * @return the authority
     * @throws IOException when the file cannot be read
     * @throws IllegalArgumentException when there is no certificate in it, or one that is none
     */
    public static TlsAuthority pem(Path file) throws IOException {
        return new TlsAuthority(new PemFile(file).certificates());
    }

    /** The subjects. */
    @Override
    public String toString() {
        return Printable.of(String.join(
                "; ",
                certificates.stream()
                        .map(certificate ->
                                certificate.getSubjectX500Principal().getName())
                        .toList()));
    }
}
