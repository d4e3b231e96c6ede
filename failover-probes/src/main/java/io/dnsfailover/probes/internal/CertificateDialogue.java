package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;

/**
 * Makes a handshake and looks at the certificates that came. What would fail a client fails the endpoint; an end that is near
 * is a warning.
 */
final class CertificateDialogue implements StreamDialogue {
    private static final DefaultHostnameVerifier NAMES = new DefaultHostnameVerifier();

    private final CertificateAsk ask;
    private final String host;
    private final Check check;

    CertificateDialogue(CertificateAsk ask, String host, Check check) {
        this.ask = ask;
        this.host = host;
        this.check = check;
    }

    @Override
    public void opened(StreamConversation line) throws IOException {
        line.secure(host, true);
    }

    @Override
    public void secured(StreamConversation line, SSLSession session) throws IOException {
        Certificate[] chain = session.getPeerCertificates();
        X509Certificate own = (X509Certificate) chain[0];
        for (String name : ask.names()) {
            try {
                NAMES.verify(name, own);
            } catch (SSLException e) {
                line.end(Finding.of(Reason.CERTIFICATE_NAME, "certificate is not for " + name));
                return;
            }
        }
        X509Certificate first = firstToEnd(chain);
        Instant end = end(first);
        Duration left = Duration.between(ProbeThreads.now().wall(), end);
        String which = first.equals(own) ? "the certificate" : "a certificate of the chain";
        String days = which + " ends in " + left.toDays() + " days, at " + end;
        check.note(new Notes(left.compareTo(ask.warn()) < 0 ? days : null, end, null));
        line.end(Finding.of(Reason.EXPECTED, days + "; " + session.getProtocol()));
    }

    /** The one of a chain that ends first: with it the whole chain does. */
    private static X509Certificate firstToEnd(Certificate[] chain) {
        X509Certificate first = (X509Certificate) chain[0];
        for (Certificate other : chain) {
            if (other instanceof X509Certificate x509 && end(x509).isBefore(end(first))) {
                first = x509;
            }
        }
        return first;
    }

    private static Instant end(X509Certificate certificate) {
        return certificate.getNotAfter().toInstant();
    }

    @Override
    public void received(StreamConversation line, ByteBuffer bytes) {
        // The handshake says everything.
    }

    @Override
    public Finding closed() {
        return Finding.of(Reason.CLOSED, "closed");
    }

    @Override
    public Finding late(String patience) {
        return Finding.of(Reason.TLS_FAILED, "no handshake within " + patience);
    }
}
