package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which a {@link StreamDialogue} talks, in the clear or, from some point on, over TLS. Takes a bounded number
 * of bytes from the endpoint, whatever the dialogue makes of them.
 */
final class StreamConversation implements Conversation, Connection.Talker, TlsLine {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Check check;
    private final Way way;
    private final StreamDialogue dialogue;
    private final Connection connection;
    private @Nullable TlsLayer tls;
    private ByteBuffer unsent = NOTHING; // as it goes over the wire
    private boolean securing;
    private int received;
    private long computedNanos;
    private long computingSince; // 0 while nothing is computed

    StreamConversation(Check check, StreamDialogue dialogue, Way way) {
        this.check = check;
        this.dialogue = dialogue;
        this.way = way;
        this.connection = new Connection(check, this);
    }

    @Override
    public void start(InetAddress address) {
        connection.open(new InetSocketAddress(address, way.port()), way.source(), true);
    }

    @Override
    public void connected() throws IOException {
        dialogue.opened(this);
        update();
    }

    @Override
    public void writable() throws IOException {
        flush();
        update();
    }

    @Override
    public void readable() throws IOException {
        ByteBuffer buffer = check.loop().buffer();
        TlsLayer secure = tls;
        if (secure != null) {
            if (secure.room() == 0) {
                throw new SSLException("a record longer than TLS allows");
            }
            buffer.limit(Math.min(buffer.capacity(), secure.room()));
        }
        int count = connection.read(buffer);
        if (count < 0) {
            end(securing ? Finding.of(Reason.TLS_FAILED, "closed during the handshake") : dialogue.closed());
            return;
        }
        received += count;
        buffer.flip();
        if (secure != null) {
            secure.received(buffer);
        } else if (count > 0) {
            dialogue.received(this, buffer);
        }
        if (received > dialogue.maxReceived() && !check.ended()) {
            end(Finding.of(Reason.TOO_LARGE, "more than " + dialogue.maxReceived() + " bytes came"));
        }
        update();
    }

    /** For the timings: the question goes out, and the first byte of its answer is waited for. */
    void asking() {
        check.stopwatch().begin(Stopwatch.Phase.FIRST_BYTE);
    }

    /** For the timings: what counts as the first byte is here. Later calls do nothing. */
    void answered() {
        check.stopwatch().end(Stopwatch.Phase.FIRST_BYTE);
    }

    /** Sends, now or as soon as the connection takes it. */
    void send(ByteBuffer bytes) throws IOException {
        TlsLayer secure = tls;
        if (secure == null) {
            wire(bytes);
        } else {
            secure.send(bytes);
        }
    }

    /**
     * Starts TLS; {@link StreamDialogue#secured} follows, or the end of the check.
     *
     * @param terms is asked on a worker
     */
    void secure(Supplier<TlsTerms> terms) throws IOException {
        connection.set(StandardSocketOptions.TCP_NODELAY, true);
        connection.handshake(true);
        securing = true;
        check.stopwatch().begin(Stopwatch.Phase.TLS);
        TlsLayer secure = new TlsLayer(this, way.facilities()::scratch);
        tls = secure;
        secure.begin(terms, way.facilities().nextSerial());
    }

    /** The prober's own terms: verified, or with whatever certificate. */
    void secure(String host, boolean verified) throws IOException {
        secure(() -> way.facilities().terms(host, verified));
    }

    /** What is left over is kept: the bytes belong to the caller. */
    @Override
    public void wire(ByteBuffer bytes) throws IOException {
        if (!unsent.hasRemaining()) {
            connection.write(bytes);
        }
        if (bytes.hasRemaining()) {
            ByteBuffer all = ByteBuffer.allocate(unsent.remaining() + bytes.remaining());
            unsent = all.put(unsent).put(bytes).flip();
        }
    }

    private void flush() throws IOException {
        if (unsent.hasRemaining()) {
            connection.write(unsent);
        }
    }

    @Override
    public void secured(SSLSession session) throws IOException {
        securing = false;
        connection.handshake(false);
        check.stopwatch().end(Stopwatch.Phase.TLS);
        dialogue.secured(this, session);
    }

    @Override
    public void clear(ByteBuffer bytes) throws IOException {
        dialogue.received(this, bytes);
    }

    @Override
    public void closed() {
        end(dialogue.closed());
    }

    @Override
    public void elsewhere(boolean goesOn, Runnable work, ThrowingStep after) {
        computingSince = ProbeThreads.nanoTime();
        way.facilities().workers().run(check, goesOn, work, () -> computed(after));
    }

    private void computed(ThrowingStep after) {
        computedNanos += ProbeThreads.nanoTime() - computingSince;
        computingSince = 0;
        if (connection.isClosed() || check.ended()) {
            return;
        }
        try {
            after.run();
            update();
        } catch (IOException | RuntimeException e) {
            connection.broken(e);
        }
    }

    /** A step that may fail. */
    interface ThrowingStep {
        /** Takes it. */
        void run() throws IOException;
    }

    /** What to wait for next. */
    private void update() throws IOException {
        if (!check.ended()) {
            TlsLayer secure = tls;
            int reading = secure != null && secure.isBusy() ? 0 : SelectionKey.OP_READ;
            connection.await(unsent.hasRemaining() ? reading | SelectionKey.OP_WRITE : reading);
        }
    }

    @Override
    public boolean ended() {
        return check.ended();
    }

    void end(Finding finding) {
        check.end(finding);
    }

    /** The protocol's status, for the result. */
    void status(int seen) {
        check.status(seen);
    }

    /** Our own address on this connection. */
    @Nullable
    InetAddress own() throws IOException {
        return connection.own();
    }

    @Override
    public Finding late() {
        if (!connection.isStanding()) {
            return connection.late();
        }
        return securing ? dialogue.lateHandshake(check.patience()) : dialogue.late(check.patience());
    }

    /** Waiting for a worker and what it computes: both are ours, and neither the endpoint's. */
    @Override
    public long heldUpNanos() {
        return computedNanos + (computingSince == 0 ? 0 : ProbeThreads.nanoTime() - computingSince);
    }

    @Override
    public void free() {
        connection.close();
        tls = null;
        unsent = NOTHING;
    }
}
