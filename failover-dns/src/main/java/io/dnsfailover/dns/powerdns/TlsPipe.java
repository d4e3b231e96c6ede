package io.dnsfailover.dns.powerdns;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** TLS 1.2 or 1.3 over another pipe; chain, name and dates of the certificate are always verified. */
final class TlsPipe implements Pipe {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Pipe under;
    private final SSLEngine engine;
    private final ByteBuffer received; // to be written to between calls
    private final ByteBuffer sealed;
    private final ByteBuffer plain; // to be read from between calls

    private TlsPipe(Pipe under, SSLEngine engine) {
        this.under = under;
        this.engine = engine;
        this.received = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.sealed = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize())
                .flip();
    }

    /** Makes the handshake. */
    static TlsPipe over(Pipe under, SSLContext trust, String host, int port) throws IOException, InterruptedException {
        SSLEngine engine = trust.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        List<String> supported = Arrays.asList(engine.getSupportedProtocols());
        parameters.setProtocols(PROTOCOLS.stream().filter(supported::contains).toArray(String[]::new));
        engine.setSSLParameters(parameters);
        TlsPipe pipe = new TlsPipe(under, engine);
        engine.beginHandshake();
        pipe.settle();
        verifyDates(engine);
        return pipe;
    }

    /** The JDK does not look at the dates of a certificate that is itself among the trusted ones. */
    private static void verifyDates(SSLEngine engine) throws SSLException {
        try {
            if (engine.getSession().getPeerCertificates()[0] instanceof X509Certificate certificate) {
                certificate.checkValidity();
            } else {
                throw new SSLPeerUnverifiedException("the certificate is not an X.509 one");
            }
        } catch (CertificateException e) {
            throw new SSLException("the certificate is not valid now", e);
        }
    }

    /** Does what the handshake asks for until it asks for nothing more. */
    private void settle() throws IOException, InterruptedException {
        while (true) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrap(NOTHING.duplicate());
                case NEED_UNWRAP -> {
                    if (!unwrap()) {
                        throw new EOFException("the server ended the connection in the TLS handshake");
                    }
                }
                default -> {
                    return;
                }
            }
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    @Override
    public void write(ByteBuffer from) throws IOException, InterruptedException {
        while (from.hasRemaining()) {
            wrap(from);
        }
    }

    private void wrap(ByteBuffer from) throws IOException, InterruptedException {
        sealed.clear();
        SSLEngineResult result = engine.wrap(from, sealed);
        sealed.flip();
        under.write(sealed);
        if (result.getStatus() != SSLEngineResult.Status.OK) {
            throw new SSLException("the TLS connection is closed");
        }
    }

    @Override
    public int read(ByteBuffer to) throws IOException, InterruptedException {
        while (!plain.hasRemaining()) {
            if (!unwrap()) {
                return -1;
            }
            settle();
        }
        int count = Math.min(plain.remaining(), to.remaining());
        to.put(plain.duplicate().limit(plain.position() + count));
        plain.position(plain.position() + count);
        return count;
    }

    /** Opens one more record; returns false when the server said that it was the last. */
    private boolean unwrap() throws IOException, InterruptedException {
        while (true) {
            received.flip();
            plain.compact();
            SSLEngineResult result = engine.unwrap(received, plain);
            plain.flip();
            received.compact();
            switch (result.getStatus()) {
                case OK -> {
                    return true;
                }
                case CLOSED -> {
                    return false;
                }
                case BUFFER_UNDERFLOW -> {
                    if (under.read(received) < 0) {
                        // Without the server's goodbye, somebody else may have cut the reply short.
                        throw new EOFException(
                                "the connection ended in the middle of a TLS record or without a goodbye");
                    }
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a TLS record that is longer than it may be");
            }
        }
    }
}
