package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import javax.security.auth.x500.X500Principal;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;

/**
 * Says why a certificate was refused that the JDK has refused: it never lets one pass. The first of these that is so names
 * the reason: dates, usage, signed by itself, a chain that ends too early, another name, and then everything else.
 */
final class CertificateDoubt {
    private static final Set<String> FOR_SERVERS = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");
    private static final List<Integer> FOR_TLS = List.of(0, 2, 4); // signature, key encipherment, key agreement
    private static final int MAX_CHAIN = 16;

    private final X509Certificate[] chain;
    private final X509TrustManager trust;
    private final CertificateException trouble;

    private CertificateDoubt(X509Certificate[] chain, X509TrustManager trust, CertificateException trouble) {
        this.chain = chain;
        this.trust = trust;
        this.trouble = trouble;
    }

    /**
     * Says why.
     *
     * @param chain what the server sent; its own first
     * @param trust who refused it
     * @param host the name that it should be for; null when that is not known
     * @param trouble what it said
     */
    static Finding of(
            X509Certificate[] chain, X509TrustManager trust, @Nullable String host, CertificateException trouble) {
        return new CertificateDoubt(chain, trust, trouble).finding(host);
    }

    private Finding finding(@Nullable String host) {
        if (chain.length == 0) {
            return Finding.of(Reason.CERTIFICATE, "no certificate came");
        }
        X509Certificate own = chain[0];
        Finding outdated = outdated();
        if (outdated != null) {
            return outdated;
        }
        if (!isForServers(own)) {
            return Finding.of(Reason.CERTIFICATE_USAGE, "certificate not for servers: " + subject(own));
        }
        if (isChainTrusted()) {
            return host != null && !isFor(host, own)
                    ? Finding.of(Reason.CERTIFICATE_NAME, "certificate not for '" + host + "': " + subject(own))
                    : other();
        }
        if (isSelfSigned(own)) {
            return Finding.of(
                    Reason.CERTIFICATE_SELF_SIGNED, "certificate signed by itself and not trusted: " + subject(own));
        }
        X500Principal missing = missingIssuer();
        return missing != null
                ? Finding.of(
                        Reason.CERTIFICATE_INCOMPLETE_CHAIN,
                        "certificate not trusted: its chain ends before '" + Sockets.cut(missing.getName())
                                + "', which neither came nor is trusted")
                : other();
    }

    private Finding other() {
        return Finding.of(Reason.CERTIFICATE, "certificate not trusted: " + trouble.getMessage());
    }

    private static String subject(X509Certificate certificate) {
        return "'" + Sockets.cut(certificate.getSubjectX500Principal().getName()) + "'";
    }

    private boolean caused(Class<? extends CertificateException> type) {
        int depth = 0;
        for (Throwable t = trouble; t != null && depth < MAX_CHAIN; t = t.getCause(), depth++) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is a matter of dates: those of the first certificate of the chain that is too old or too young. */
    private @Nullable Finding outdated() {
        boolean old = caused(CertificateExpiredException.class);
        boolean early = caused(CertificateNotYetValidException.class);
        for (X509Certificate certificate : old || early ? chain : new X509Certificate[0]) {
            try {
                certificate.checkValidity();
            } catch (CertificateExpiredException e) {
                return expired(certificate);
            } catch (CertificateNotYetValidException e) {
                return notYetValid(certificate);
            }
        }
        String outside = "certificate rests on one that is not valid now: " + trouble.getMessage();
        return old || early
                ? Finding.of(old ? Reason.CERTIFICATE_EXPIRED : Reason.CERTIFICATE_NOT_YET_VALID, outside)
                : null;
    }

    static Finding expired(X509Certificate certificate) {
        return Finding.of(
                Reason.CERTIFICATE_EXPIRED,
                "certificate expired on " + certificate.getNotAfter().toInstant() + ": " + subject(certificate));
    }

    static Finding notYetValid(X509Certificate certificate) {
        return Finding.of(
                Reason.CERTIFICATE_NOT_YET_VALID,
                "certificate not valid before " + certificate.getNotBefore().toInstant() + ": " + subject(certificate));
    }

    private static boolean isForServers(X509Certificate certificate) {
        try {
            List<String> extended = certificate.getExtendedKeyUsage();
            boolean[] usage = certificate.getKeyUsage();
            return (extended == null || extended.stream().anyMatch(FOR_SERVERS::contains))
                    && (usage == null || FOR_TLS.stream().anyMatch(bit -> usage[bit]));
        } catch (CertificateException e) {
            return false;
        }
    }

    /** Whether there would be no trouble but for the name. */
    private boolean isChainTrusted() {
        try {
            trust.checkServerTrusted(chain, "UNKNOWN");
            return true;
        } catch (CertificateException e) {
            return false;
        }
    }

    private static boolean isFor(String host, X509Certificate certificate) {
        try {
            new DefaultHostnameVerifier().verify(host, certificate);
            return true;
        } catch (SSLException e) {
            return false;
        }
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** The issuer before which the chain ends; null when it ends at a root, or at one that is trusted. */
    private @Nullable X500Principal missingIssuer() {
        X509Certificate top = chain[0];
        for (int i = 0; i < Math.min(chain.length, MAX_CHAIN); i++) {
            X500Principal issuer = top.getIssuerX500Principal();
            X509Certificate next = sent(issuer);
            if (issuer.equals(top.getSubjectX500Principal()) || isTrusted(issuer)) {
                return null;
            }
            if (next == null) {
                return issuer;
            }
            top = next;
        }
        return null;
    }

    private @Nullable X509Certificate sent(X500Principal subject) {
        for (X509Certificate certificate : chain) {
            if (certificate.getSubjectX500Principal().equals(subject)) {
                return certificate;
            }
        }
        return null;
    }

    private boolean isTrusted(X500Principal subject) {
        for (X509Certificate anchor : trust.getAcceptedIssuers()) {
            if (anchor.getSubjectX500Principal().equals(subject)) {
                return true;
            }
        }
        return false;
    }
}
