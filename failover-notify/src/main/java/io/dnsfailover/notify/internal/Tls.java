package io.dnsfailover.notify.internal;

import java.io.IOException;
import java.net.Socket;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Secures connections, TLS 1.2 and newer: chain, name and dates of the certificate are always verified. */
public final class Tls {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private final SSLContext context;

    /**
     * With a trust of its own.
     *
     * @param context whom to trust
     */
    public Tls(SSLContext context) {
        this.context = context;
    }

    /**
     * The certificate authorities of the JVM.
     *
     * @return the default context
     */
    public static SSLContext ofTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JVM has no default TLS context", e);
        }
    }

    /** Makes the handshake, and closes the connection when the server is not the one that it should be. */
    SSLSocket over(Socket connection, Peer peer) throws IOException {
        SSLSocket secured = prepared(connection, peer);
        try {
            secured.startHandshake();
            verifyDates(secured.getSession());
            return secured;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /**
     * For a library that makes the handshake itself.
     *
     * @param peer whom the certificate has to name, whatever the library says
     * @return makes sockets that verify chain and name in the handshake; the dates are left to {@link #datesAreValid}
     */
    public SSLSocketFactory upgrading(Peer peer) {
        return new UpgradingSockets((connection) -> prepared(connection, peer));
    }

    /**
     * Whether the server's certificate is valid now. The JDK does not look at the dates of a certificate that is itself among the
     * trusted ones, as a self-signed one must be.
     *
     * @param session of a handshake that succeeded
     * @return false when it is expired, or not valid yet
     */
    public static boolean datesAreValid(SSLSession session) {
        try {
            verifyDates(session);
            return true;
        } catch (SSLException e) {
            return false;
        }
    }

    private static void verifyDates(SSLSession session) throws SSLException {
        try {
            if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
                certificate.checkValidity();
            } else {
                throw new SSLPeerUnverifiedException("the certificate is not an X.509 one");
            }
        } catch (CertificateException e) {
            throw new SSLException("the certificate is not valid now", e);
        }
    }

    private SSLSocket prepared(Socket connection, Peer peer) throws IOException {
        SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(connection, peer.host(), peer.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        String[] supported = secured.getSupportedProtocols();
        parameters.setProtocols(
                PROTOCOLS.stream().filter(Arrays.asList(supported)::contains).toArray(String[]::new));
        secured.setSSLParameters(parameters);
        return secured;
    }
}
