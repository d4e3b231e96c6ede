package io.dnsfailover.probes.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * TLS on a connection of the loop. What computes for long, which is the keys and the certificates, runs on a worker, and all of
 * a handshake that can go on there does so in one piece: a change of threads costs, and so does a packet. While a worker has it
 * the loop leaves everything in here alone.
 */
final class TlsLayer {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int FIRST_BYTES = 4096;

    /** How often a server may have us compute after the handshake: a second handshake of TLS 1.2 takes three times. */
    private static final int MAX_AGAIN = 6;

    private final TlsLine line;
    private final Supplier<TlsScratch> scratch;
    private @Nullable TlsTerms terms;
    private @Nullable SSLEngine engine;
    private @Nullable SSLSession verified;
    private ByteBuffer incoming = ByteBuffer.allocate(FIRST_BYTES);
    private ByteBuffer outgoing = NOTHING; // as it goes over the wire
    private ByteBuffer arrived = NOTHING; // in the clear, while a worker has it
    private ByteBuffer unsent = NOTHING; // in the clear
    private @Nullable Exception trouble;
    private boolean busy;
    private boolean stepping;
    private boolean done;
    private boolean closed;
    private int again;

    /**
     * A layer that has done nothing yet.
     *
     * @param scratch the buffers of the thread that asks
     */
    TlsLayer(TlsLine line, Supplier<TlsScratch> scratch) {
        this.line = line;
        this.scratch = scratch;
    }

    /**
     * Begins the handshake.
     *
     * @param how is asked on a worker: it may have to read whom to trust
     * @param serial another one each time
     */
    void begin(Supplier<TlsTerms> how, int serial) {
        elsewhere(false, () -> {
            TlsTerms asked = how.get();
            SSLEngine made = asked.engine(serial);
            terms = asked;
            engine = made;
            made.beginHandshake();
        });
    }

    /** Whether something is computed elsewhere: until then nothing is read. */
    boolean isBusy() {
        return busy;
    }

    /** How many bytes can be taken now; 0 for a record that is longer than TLS allows. */
    int room() {
        if (!incoming.hasRemaining() && incoming.capacity() < maxRecord()) {
            incoming = ByteBuffer.wrap(Arrays.copyOf(incoming.array(), Math.min(4 * incoming.capacity(), maxRecord())))
                    .position(incoming.position());
        }
        return incoming.remaining();
    }

    private int maxRecord() {
        return engine().getSession().getPacketBufferSize();
    }

    private SSLEngine engine() {
        SSLEngine made = engine;
        if (made == null) {
            throw new IllegalStateException("the handshake has not begun");
        }
        return made;
    }

    void received(ByteBuffer bytes) throws IOException {
        incoming.put(bytes);
        step();
    }

    void send(ByteBuffer bytes) throws IOException {
        unsent = joined(unsent, bytes);
        if (!busy) {
            step();
        }
    }

    /** As far as it goes on the loop. Does nothing when it is called by what it calls: it goes on by itself. */
    private void step() throws IOException {
        if (stepping) {
            return;
        }
        stepping = true;
        boolean computes = false;
        try {
            boolean further = true;
            while (further && !line.ended()) {
                SSLEngineResult.HandshakeStatus status = engine().getHandshakeStatus();
                computes = status == SSLEngineResult.HandshakeStatus.NEED_TASK;
                further = switch (status) {
                    case NEED_TASK -> false;
                    case NEED_WRAP -> wrap(NOTHING);
                    case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
                    case FINISHED, NOT_HANDSHAKING -> talk();
                };
                tell();
            }
            flush();
        } finally {
            stepping = false;
        }
        if (computes && !line.ended()) {
            compute();
        }
    }

    private boolean talk() throws IOException {
        if (!done) {
            done = true;
            line.secured(verify());
            return true;
        }
        return unsent.hasRemaining() ? wrap(unsent) : unwrap();
    }

    private SSLSession verify() throws SSLException {
        SSLSession session = verified;
        TlsTerms asked = terms;
        if (session == null && asked != null) {
            session = asked.verify(engine());
            verified = session;
        }
        if (session == null) {
            throw new IllegalStateException("the handshake has not begun");
        }
        return session;
    }

    /** Tells what arrived, and that nothing more will. */
    private void tell() throws IOException {
        ByteBuffer bytes = arrived;
        arrived = NOTHING;
        if (bytes.hasRemaining()) {
            line.clear(bytes);
        }
        if (closed && !line.ended()) {
            line.closed();
        }
    }

    private void flush() throws IOException {
        ByteBuffer bytes = outgoing;
        outgoing = NOTHING;
        if (bytes.hasRemaining()) {
            line.wire(bytes);
        }
    }

    /** Goes on with the handshake elsewhere, as far as it goes. */
    private void compute() throws SSLException {
        if (done && ++again > MAX_AGAIN) {
            throw new SSLException("the server negotiates again and again");
        }
        elsewhere(true, () -> {});
    }

    /** Something to do on a worker, before the handshake goes on there. */
    private interface Work {
        void run() throws IOException;
    }

    private void elsewhere(boolean goesOn, Work first) {
        busy = true;
        line.elsewhere(
                goesOn,
                () -> {
                    try {
                        first.run();
                        shake();
                    } catch (IOException | RuntimeException e) {
                        trouble = e;
                    }
                },
                () -> {
                    busy = false;
                    rethrow();
                    tell();
                    step();
                });
    }

    private void rethrow() throws IOException {
        Exception thrown = trouble;
        if (thrown instanceof IOException io) {
            throw io;
        }
        if (thrown instanceof RuntimeException broken) {
            throw broken;
        }
    }

    /** The handshake until it ends or needs more bytes. On a worker. */
    private void shake() throws IOException {
        boolean further = true;
        while (further && !line.ended()) {
            further = switch (engine().getHandshakeStatus()) {
                case NEED_TASK -> runTasks();
                case NEED_WRAP -> wrap(NOTHING);
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrap();
                case FINISHED, NOT_HANDSHAKING -> {
                    verify();
                    yield false;
                }
            };
        }
    }

    private boolean runTasks() {
        for (Runnable task = engine().getDelegatedTask(); task != null; task = engine().getDelegatedTask()) {
            task.run();
        }
        return true;
    }

    private boolean wrap(ByteBuffer from) throws IOException {
        ByteBuffer record = scratch.get().record(engine().getSession());
        SSLEngineResult result = engine().wrap(from, record);
        outgoing = joined(outgoing, record.flip());
        return result.getStatus() == SSLEngineResult.Status.OK;
    }

    private boolean unwrap() throws IOException {
        ByteBuffer clear = scratch.get().clear(engine().getSession());
        incoming.flip();
        SSLEngineResult result;
        try {
            result = engine().unwrap(incoming, clear);
        } finally {
            incoming.compact();
        }
        arrived = joined(arrived, clear.flip());
        switch (result.getStatus()) {
            case OK -> {
                return result.bytesConsumed() > 0
                        || engine().getHandshakeStatus() != SSLEngineResult.HandshakeStatus.NEED_UNWRAP;
            }
            case CLOSED -> closed = true;
            case BUFFER_OVERFLOW -> throw new SSLException("a record longer than TLS allows");
            case BUFFER_UNDERFLOW -> {}
        }
        return false;
    }

    private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
        if (!second.hasRemaining()) {
            return first;
        }
        ByteBuffer all = ByteBuffer.allocate(first.remaining() + second.remaining());
        return all.put(first).put(second).flip();
    }
}
