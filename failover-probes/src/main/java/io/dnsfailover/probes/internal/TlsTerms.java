package io.dnsfailover.probes.internal;

import java.nio.charset.StandardCharsets;
import java.security.cert.Certificate;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.jspecify.annotations.Nullable;

/**
 * How one connection is secured, on the loop and by the full client alike: verified by default, and by name only not. Every
 * check makes a full handshake: a resumed session would prove nothing of the certificate.
 *
 * @param name the name, or address, for SNI and the certificate
 * @param verified whether the certificate is verified
 * @param versions the protocols to speak; empty for those that the JDK speaks by itself
 * @param protocol what is to be spoken over it (ALPN, RFC 7301); null to leave that open
 * @param context whom to trust, and how to present ourselves
 */
record TlsTerms(
        String name,
        boolean verified,
        List<String> versions,
        @Nullable String protocol,
        SSLContext context) {
    static final String HTTP_1_1 = "http/1.1";
    static final String HTTP_2 = "h2";

    private static final DefaultHostnameVerifier NAMES = new DefaultHostnameVerifier();
    private static final int MAX_PORT = 65_535;

    /**
     * A port that stands for no port. The JDK looks for a session to resume by name and port: the name is needed, the port
     * serves nothing else, and a new one each time finds nothing.
     */
    static int freshPort(int serial) {
        return 1 + Math.floorMod(serial, MAX_PORT);
    }

    /**
     * A client's side. Makes keys at {@link SSLEngine#beginHandshake}, not here.
     *
     * @param serial another one each time
     */
    SSLEngine engine(int serial) {
        SSLEngine engine = context.createSSLEngine(name, freshPort(serial));
        engine.setUseClientMode(true);
        set(engine);
        return engine;
    }

    /** Tells an engine what is asked for here. */
    void set(SSLEngine engine) {
        // The smallest cache there is: a size of zero means no limit.
        context.getClientSessionContext().setSessionCacheSize(1);
        SSLParameters parameters = engine.getSSLParameters();
        if (!versions.isEmpty()) {
            parameters.setProtocols(versions.toArray(String[]::new));
        }
        if (protocol != null) {
            parameters.setApplicationProtocols(new String[] {protocol});
        }
        if (verified) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        if (isName(name)) {
            parameters.setServerNames(List.of(new SNIHostName(name.getBytes(StandardCharsets.US_ASCII))));
        }
        engine.setSSLParameters(parameters);
    }

    private static boolean isName(String host) {
        return host.indexOf(':') < 0 && host.chars().anyMatch(c -> c != '.' && (c < '0' || c > '9'));
    }

    /**
     * Name and dates once more, after the handshake. The name because there were versions of the full client in which one of two
     * ways to verify it did nothing; the dates because the JDK does not look at those of a certificate that is itself among the
     * trusted ones, as a self-signed one must be.
     *
     * @return the session
     * @throws SSLException when they are not right, or HTTP/2 was asked for and not agreed on
     */
    SSLSession verify(SSLEngine engine) throws SSLException {
        SSLSession session = engine.getSession();
        if (verified) {
            X509Certificate own = own(session);
            try {
                own.checkValidity();
            } catch (CertificateExpiredException e) {
                throw refused(new CertificateRefused(CertificateDoubt.expired(own), e));
            } catch (CertificateNotYetValidException e) {
                throw refused(new CertificateRefused(CertificateDoubt.notYetValid(own), e));
            }
            NAMES.verify(name, own);
        }
        if (HTTP_2.equals(protocol) && !HTTP_2.equals(engine.getApplicationProtocol())) {
            throw new SSLHandshakeException("the server does not agree on HTTP/2");
        }
        return session;
    }

    private static SSLException refused(CertificateRefused cause) {
        return new SSLException(cause.getMessage(), cause);
    }

    private static X509Certificate own(SSLSession session) throws SSLException {
        Certificate[] chain = session.getPeerCertificates();
        if (chain.length > 0 && chain[0] instanceof X509Certificate own) {
            return own;
        }
        throw new SSLPeerUnverifiedException("no certificate of X.509 came");
    }
}
