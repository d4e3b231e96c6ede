package io.dnsfailover.probes.internal;

import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http2.ssl.ApplicationProtocol;
import org.apache.hc.core5.net.Host;
import org.apache.hc.core5.reactor.IOSession;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.reactor.ssl.TlsDetails;
import org.apache.hc.core5.reactor.ssl.TransportSecurityLayer;
import org.apache.hc.core5.util.Timeout;

/**
 * Secures connections: verified by default, and by name only not. Every check makes a full handshake: a resumed
 * session would prove nothing of the certificate.
 */
final class Tls {
    private static final int MAX_PORT = 65_535;

    private final DefaultHostnameVerifier names = new DefaultHostnameVerifier();
    private final AtomicInteger serial = new AtomicInteger();

    /**
     * How one connection is secured.
     *
     * @param name the name for SNI and the certificate
     * @param verified whether the certificate is verified
     * @param versions the protocols to speak
     * @param http2 whether HTTP/2 must be agreed on
     * @param context whom to trust, and how to present ourselves
     */
    record Terms(String name, boolean verified, List<String> versions, boolean http2, SSLContext context) {}

    /** Starts the handshake. Calls back on the thread of the connection. */
    void start(IOSession session, Terms terms, FutureCallback<TransportSecurityLayer> callback) {
        // The smallest cache there is: a size of zero means no limit.
        terms.context.getClientSessionContext().setSessionCacheSize(1);
        // The JDK looks for a session to resume by name and port. The name is needed, the port serves nothing else:
        // a new one each time finds nothing.
        Host peer = new Host(terms.name, 1 + Math.floorMod(serial.getAndIncrement(), MAX_PORT));
        ((TransportSecurityLayer) session)
                .startTls(
                        terms.context,
                        peer,
                        SSLBufferMode.STATIC,
                        (endpoint, engine) -> begin(terms, engine),
                        (endpoint, engine) -> verify(terms, engine),
                        Timeout.DISABLED, // the check's own deadline counts
                        callback);
    }

    private static void begin(Terms terms, SSLEngine engine) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(terms.versions.toArray(String[]::new));
        if (terms.http2) {
            parameters.setApplicationProtocols(new String[] {ApplicationProtocol.HTTP_2.id});
        }
        if (terms.verified) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        engine.setSSLParameters(parameters);
    }

    /**
     * Name and dates once more. The name because there were versions in which one of two ways to verify it did nothing; the
     * dates because the JDK does not look at those of a certificate that is itself among the trusted ones, as a self-signed
     * one must be.
     */
    private TlsDetails verify(Terms terms, SSLEngine engine) throws SSLException {
        X509Certificate own = own(engine);
        if (terms.verified) {
            try {
                own.checkValidity();
            } catch (CertificateExpiredException e) {
                throw refused(new CertificateRefused(CertificateDoubt.expired(own), e));
            } catch (CertificateNotYetValidException e) {
                throw refused(new CertificateRefused(CertificateDoubt.notYetValid(own), e));
            }
            names.verify(terms.name, own);
        }
        String agreed = engine.getApplicationProtocol();
        if (terms.http2 && !ApplicationProtocol.HTTP_2.id.equals(agreed)) {
            throw new SSLHandshakeException("the server does not agree on HTTP/2");
        }
        return new TlsDetails(engine.getSession(), agreed);
    }

    private static SSLException refused(CertificateRefused cause) {
        return new SSLException(cause.getMessage(), cause);
    }

    private static X509Certificate own(SSLEngine engine) throws SSLException {
        Certificate[] chain = engine.getSession().getPeerCertificates();
        if (chain.length > 0 && chain[0] instanceof X509Certificate own) {
            return own;
        }
        throw new SSLPeerUnverifiedException("no certificate of X.509 came");
    }
}
