package io.dnsfailover.probes.internal;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpClientHostnameVerifier;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.net.Host;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * Secures connections: verified by default, and by name only not. Every check makes a full handshake: a resumed
 * session would prove nothing of the certificate.
 */
final class Tls {
    private static final int MAX_PORT = 65_535;

    private static final TlsConfig HTTP_1 =
            TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build();

    private final TlsStrategy verified;
    private final TlsStrategy unverified;
    private final AtomicInteger serial = new AtomicInteger();

    /**
     * Makes both ways.
     *
     * @param trust whom to trust; its client sessions are no longer cached
     */
    Tls(SSLContext trust) throws GeneralSecurityException {
        SSLContext anyone = SSLContext.getInstance("TLS");
        anyone.init(null, new TrustManager[] {new TrustAnyone()}, null);
        // Of two ways to verify the name both are switched on, explicitly: there are versions and defaults of the
        // client in which one of them does nothing.
        verified = ClientTlsStrategyBuilder.create()
                .setSslContext(resumingNothing(trust))
                .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                .setHostnameVerifier(new NameAndDates())
                .buildAsync();
        unverified = ClientTlsStrategyBuilder.create()
                .setSslContext(resumingNothing(anyone))
                .setHostVerificationPolicy(HostnameVerificationPolicy.CLIENT)
                .setHostnameVerifier(NoopHostnameVerifier.INSTANCE)
                .buildAsync();
    }

    /** The smallest cache there is: a size of zero means no limit. */
    private static SSLContext resumingNothing(SSLContext context) {
        context.getClientSessionContext().setSessionCacheSize(1);
        return context;
    }

    /** Starts the handshake. Calls back on the thread of the connection. */
    void start(IOSession session, HttpAsk.Security security, HttpHost host, FutureCallback<Object> callback) {
        TlsStrategy strategy = security == HttpAsk.Security.UNVERIFIED ? unverified : verified;
        // The JDK looks for a session to resume by name and port. The name is needed, the port serves nothing else:
        // a new one each time finds nothing.
        Host peer = new Host(host.getHostName(), 1 + Math.floorMod(serial.getAndIncrement(), MAX_PORT));
        strategy.upgrade((TransportSecurityLayer) session, peer, HTTP_1, Timeout.DISABLED, new FutureCallback<>() {
            @Override
            public void completed(TransportSecurityLayer secured) {
                callback.completed(secured);
            }

            @Override
            public void failed(Exception trouble) {
                callback.failed(trouble);
            }

            @Override
            public void cancelled() {
                callback.cancelled();
            }
        });
    }

    /**
     * Name and dates of the server's certificate. The dates because the JDK does not look at those of a certificate
     * that is itself among the trusted ones, as a self-signed one must be.
     */
    private static final class NameAndDates implements HttpClientHostnameVerifier {
        private final DefaultHostnameVerifier names = new DefaultHostnameVerifier();

        @Override
        public void verify(String host, X509Certificate certificate) throws SSLException {
            try {
                certificate.checkValidity();
            } catch (CertificateException e) {
                throw new SSLException("certificate is not valid now", e);
            }
            names.verify(host, certificate);
        }

        @Override
        public boolean verify(String host, SSLSession session) {
            try {
                verify(host, (X509Certificate) session.getPeerCertificates()[0]);
                return true;
            } catch (SSLException e) {
                return false;
            }
        }
    }

    /** For checks that are {@code insecure} by their specification. */
    private static final class TrustAnyone extends X509ExtendedTrustManager {
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
