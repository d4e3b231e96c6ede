package io.dnsfailover.probes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of certificates or of a key, in the text encoding of RFC 7468. What is wrong with it never shows a part of it. */
final class PemFile {
    private static final long MAX_BYTES = 1024 * 1024;
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----\\s+([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("EC", "RSA", "Ed25519", "Ed448");

    private final Path file;

    PemFile(Path file) {
        this.file = file;
    }

    /** All certificates, at least one. */
    List<X509Certificate> certificates() throws IOException {
        try {
            List<X509Certificate> found =
                    CertificateFactory.getInstance("X.509")
                            .generateCertificates(new ByteArrayInputStream(bytes()))
                            .stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("has no certificate in PEM");
            }
            return found;
        } catch (CertificateException e) {
            throw new IllegalArgumentException("has a certificate that cannot be read", e);
        }
    }

    /** The key: PKCS #8 and not encrypted. */
    PrivateKey key() throws IOException {
        Matcher key = KEY.matcher(new String(bytes(), StandardCharsets.US_ASCII));
        if (!key.find()) {
            throw new IllegalArgumentException("has no key in PEM that starts with 'BEGIN PRIVATE KEY' (PKCS #8)");
        }
        byte[] encoded;
        try {
            encoded = Base64.getMimeDecoder().decode(key.group(1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has a key that cannot be read", e);
        }
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            } catch (GeneralSecurityException e) {
                // Another algorithm's, or none that we know.
            }
        }
        throw new IllegalArgumentException("has a key that is none of " + String.join(", ", ALGORITHMS));
    }

    private byte[] bytes() throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IllegalArgumentException("has more than " + MAX_BYTES + " bytes");
        }
        return Files.readAllBytes(file);
    }
}
