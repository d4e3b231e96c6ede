package io.dnsfailover.probes.internal;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Makes the TLS contexts of checks: whom they trust, and with which certificate they present themselves. */
public final class TlsContexts {
    /**
     * A certificate with its key.
     *
     * @param key the key
     * @param chain the certificate, and those that it rests on
     */
    public record Identity(PrivateKey key, List<X509Certificate> chain) {}

    private static final char[] NO_PASSWORD = new char[0];

    private TlsContexts() {}

    /**
     * A context that verifies, and says why a certificate is refused.
     *
     * @param authorities whom to trust; null for the JDK's
     * @param identity what to present; null for nothing
     * @return a context of its own
     */
    public static SSLContext verifying(@Nullable List<X509Certificate> authorities, @Nullable Identity identity) {
        try {
            KeyStore trusted = null;
            if (authorities != null) {
                trusted = empty();
                for (X509Certificate authority : authorities) {
                    trusted.setCertificateEntry("authority-" + trusted.size(), authority);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(trusted);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager x509) {
                    return context(new Explaining(x509), identity);
                }
            }
            throw new IllegalStateException("this JVM has no trust manager for X.509");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    /**
     * A context that takes any certificate.
     *
     * @param identity what to present; null for nothing
     * @return a context of its own
     */
    public static SSLContext insecure(@Nullable Identity identity) {
        try {
            return context(new TrustAnyone(), identity);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM has no TLS", e);
        }
    }

    private static SSLContext context(X509ExtendedTrustManager trust, @Nullable Identity identity)
            throws GeneralSecurityException, IOException {
        KeyManager[] keys = null;
        if (identity != null) {
            KeyStore own = empty();
            X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
            own.setKeyEntry("identity", identity.key(), NO_PASSWORD, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
            factory.init(own, NO_PASSWORD);
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, new TrustManager[] {trust}, null);
        return context;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Never a server's. */
    private abstract static class Client extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            throw new CertificateException("no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            throw new CertificateException("no server");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            throw new CertificateException("no server");
        }
    }

    /** The JDK's own, asked once for the same in a short time, and a reason for what it refuses. */
    private static final class Explaining extends Client {
        private final X509ExtendedTrustManager own;
        private final KnownChains known = new KnownChains();

        Explaining(X509ExtendedTrustManager own) {
            this.own = own;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            SSLSession session = engine.getHandshakeSession();
            String host = session == null ? null : session.getPeerHost();
            long now = ProbeThreads.nanoTime();
            String key = host == null ? null : KnownChains.key(chain, host, type + " " + session.getProtocol());
            if (known.isKnown(key, chain, now)) {
                return;
            }
            try {
                own.checkServerTrusted(chain, type, engine);
            } catch (CertificateException e) {
                throw new CertificateRefused(CertificateDoubt.of(chain, own, host, e), e);
            }
            known.accepted(key, now);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            own.checkServerTrusted(chain, type, socket);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            own.checkServerTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return own.getAcceptedIssuers();
        }
    }

    /** For checks that are {@code insecure} by their specification. */
    private static final class TrustAnyone extends Client {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
