package io.dnsfailover.probes.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS on a connection of the loop. Whatever computes for long, which is the keys and the certificates, runs
 * elsewhere. Keeps two buffers of the size of a record.
 */
final class TlsLayer {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SSLEngine engine;
    private final String host;
    private final boolean verified;
    private final StreamConversation line;
    private final ByteBuffer incoming;
    private final ByteBuffer clear;
    private final ByteBuffer outgoing;
    private ByteBuffer unsent = NOTHING;
    private boolean busy;
    private boolean stepping;
    private boolean done;

    TlsLayer(SSLEngine engine, String host, boolean verified, StreamConversation line) {
        this.engine = engine;
        this.host = host;
        this.verified = verified;
        this.line = line;
        this.incoming = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.clear = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    }

    SSLSession session() {
        return engine.getSession();
    }

    /** Whether something is computed elsewhere: until then nothing is read. */
    boolean isBusy() {
        return busy;
    }

    /** How many bytes can be taken now. */
    int room() {
        return incoming.remaining();
    }

    void received(ByteBuffer bytes) throws IOException {
        incoming.put(bytes);
        step();
    }

    void send(ByteBuffer bytes) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(unsent.remaining() + bytes.remaining());
        unsent = all.put(unsent).put(bytes).flip();
        step();
    }

    /** As far as it goes now. Does nothing when it is called by what it calls: it goes on by itself. */
    void step() throws IOException {
        if (stepping) {
            return;
        }
        stepping = true;
        try {
            steps();
        } finally {
            stepping = false;
        }
    }

    private void steps() throws IOException {
        boolean further = true;
        while (further && !busy && !line.ended()) {
            further = switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> compute();
                case NEED_WRAP -> wrap(NOTHING);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
                case FINISHED, NOT_HANDSHAKING -> talk();
            };
        }
    }

    private boolean talk() throws IOException {
        if (!done) {
            done = true;
            checkDates();
            line.secured(this);
            return true;
        }
        return unsent.hasRemaining() ? wrap(unsent) : unwrap();
    }

    /** The JDK does not look at the dates of a certificate that is itself among the trusted ones. */
    private void checkDates() throws SSLException {
        if (verified && session().getPeerCertificates()[0] instanceof X509Certificate certificate) {
            try {
                certificate.checkValidity();
            } catch (CertificateException e) {
                throw new SSLException("certificate of " + host + " is not valid now", e);
            }
        }
    }

    private boolean compute() {
        List<Runnable> tasks = new ArrayList<>();
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            tasks.add(task);
        }
        busy = true;
        line.elsewhere(() -> tasks.forEach(Runnable::run), () -> {
            busy = false;
            step();
        });
        return false;
    }

    private boolean wrap(ByteBuffer from) throws IOException {
        SSLEngineResult result = engine.wrap(from, outgoing.clear());
        line.queue(outgoing.flip());
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    private boolean unwrap() throws IOException {
        incoming.flip();
        SSLEngineResult result;
        try {
            result = engine.unwrap(incoming, clear.clear());
        } finally {
            incoming.compact();
        }
        clear.flip();
        if (clear.hasRemaining()) {
            line.clear(clear);
        }
        switch (result.getStatus()) {
            case OK -> {
                return result.bytesConsumed() > 0
                        || engine.getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_UNWRAP;
            }
            case CLOSED -> line.closed();
            case BUFFER_OVERFLOW -> throw new SSLException("a record longer than TLS allows");
            case BUFFER_UNDERFLOW -> {}
        }
        return false;
    }
}
