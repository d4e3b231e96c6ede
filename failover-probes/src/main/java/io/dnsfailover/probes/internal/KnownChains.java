package io.dnsfailover.probes.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Chains that one trust manager has accepted for a name a short time ago: the very same bytes need not be looked at again so
 * soon, because nothing that they say can have changed but whether their dates are kept, which is looked at each time. Says
 * nothing of whether the server has the key, which every handshake proves anew. Bounded, the longest unused goes first. Safe from
 * any thread.
 */
final class KnownChains {
    /** How long a chain is known. */
    static final long KNOWN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private static final int MAX = 16_384;

    private final Map<String, Long> until = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > MAX;
        }
    };

    /**
     * What is known, or not, under a key: everything that a verdict depends on, but for the time.
     *
     * @param chain what the server sent; its own first
     * @param name the name that it must be for
     * @param kind how it was used: the kind of key exchange, and the version of TLS
     * @return null for a chain that has no key
     */
    static @Nullable String key(X509Certificate[] chain, String name, String kind) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (X509Certificate certificate : chain) {
                digest.update(digest(certificate));
            }
            return HexFormat.of().formatHex(digest.digest()) + " " + kind + " " + name;
        } catch (CertificateEncodingException e) {
            return null;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }

    /** So that the border between two certificates is part of it. */
    private static byte[] digest(X509Certificate certificate)
            throws CertificateEncodingException, NoSuchAlgorithmException {
        return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
    }

    /** Whether it was accepted a short time ago, and every certificate in it is valid now. */
    synchronized boolean isKnown(@Nullable String key, X509Certificate[] chain, long now) {
        Long end = key == null ? null : until.get(key);
        return end != null && end - now > 0 && isValid(chain);
    }

    private static boolean isValid(X509Certificate[] chain) {
        try {
            for (X509Certificate certificate : chain) {
                certificate.checkValidity();
            }
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    /** It was accepted. */
    synchronized void accepted(@Nullable String key, long now) {
        if (key != null) {
            until.put(key, now + KNOWN_NANOS);
        }
    }
}
