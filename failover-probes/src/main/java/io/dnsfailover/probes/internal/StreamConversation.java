package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which a {@link StreamDialogue} talks, in the clear or, from some point on, over TLS. Takes a bounded number
 * of bytes from the endpoint, whatever the dialogue makes of them.
 */
final class StreamConversation implements Conversation, NetLoop.Handler {
    /** The most that is read, the handshake included. */
    static final int MAX_RECEIVED_BYTES = 256 * 1024;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Check check;
    private final Way way;
    private final StreamDialogue dialogue;
    private Failures.Phase phase = Failures.Phase.OPEN;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private @Nullable TlsLayer tls;
    private ByteBuffer unsent = NOTHING;
    private boolean loading;
    private int received;

    StreamConversation(Check check, StreamDialogue dialogue, Way way) {
        this.check = check;
        this.dialogue = dialogue;
        this.way = way;
    }

    @Override
    public void start(InetAddress address) {
        try {
            SocketChannel opened = SocketChannel.open(Sockets.family(address));
            channel = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            opened.setOption(StandardSocketOptions.SO_LINGER, 0);
            Sockets.bind(opened, way.source());
            phase = Failures.Phase.CONNECT;
            check.stopwatch().begin(Stopwatch.Phase.CONNECT);
            if (opened.connect(new InetSocketAddress(address, way.port()))) {
                key = check.loop().register(opened, SelectionKey.OP_READ, this);
                connected();
            } else {
                phase = Failures.Phase.CONNECTING;
                key = check.loop().register(opened, SelectionKey.OP_CONNECT, this);
            }
        } catch (IOException | RuntimeException e) {
            broken(e);
        }
    }

    private void connected() throws IOException {
        phase = Failures.Phase.STREAM;
        check.stopwatch().end(Stopwatch.Phase.CONNECT);
        check.stopwatch().begin(Stopwatch.Phase.FIRST_BYTE);
        dialogue.opened(this);
        update();
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        SocketChannel open = (SocketChannel) ready.channel();
        if (ready.isConnectable()) {
            open.finishConnect();
            connected();
            return;
        }
        if (ready.isWritable()) {
            flush();
        }
        if (ready.isValid() && ready.isReadable()) {
            receive(open);
        }
        update();
    }

    private void receive(SocketChannel open) throws IOException {
        ByteBuffer buffer = check.loop().buffer();
        TlsLayer secure = tls;
        if (secure != null) {
            if (secure.room() == 0) {
                throw new SSLException("a record longer than TLS allows");
            }
            buffer.limit(Math.min(buffer.capacity(), secure.room()));
        }
        int count = open.read(buffer);
        if (count < 0) {
            end(
                    phase == Failures.Phase.HANDSHAKE
                            ? Finding.of(Reason.TLS_FAILED, "closed during the handshake")
                            : dialogue.closed());
            return;
        }
        received += count;
        if (count > 0 && secure == null) {
            check.stopwatch().end(Stopwatch.Phase.FIRST_BYTE);
            dialogue.received(this, buffer.flip());
        } else if (count > 0) {
            secure.received(buffer.flip());
        }
        if (received > MAX_RECEIVED_BYTES && !check.ended()) {
            end(Finding.of(Reason.TOO_LARGE, "more than " + MAX_RECEIVED_BYTES + " bytes came"));
        }
    }

    /** Sends, now or as soon as the connection takes it. */
    void send(ByteBuffer bytes) throws IOException {
        TlsLayer secure = tls;
        if (secure == null) {
            queue(bytes);
        } else {
            secure.send(bytes);
        }
    }

    /** Starts TLS; {@link StreamDialogue#secured} follows, or the end of the check. */
    void secure(String host, boolean verified) throws IOException {
        phase = Failures.Phase.HANDSHAKE;
        check.stopwatch().begin(Stopwatch.Phase.TLS);
        if (way.facilities().isReady(verified)) {
            handshake(host, verified);
        } else { // reading whom to trust takes long, once
            loading = true;
            elsewhere(() -> way.facilities().load(verified), () -> {
                loading = false;
                handshake(host, verified);
            });
        }
    }

    private void handshake(String host, boolean verified) throws IOException {
        TlsLayer secure = new TlsLayer(way.facilities().engine(host, verified), host, verified, this);
        tls = secure;
        secure.step();
    }

    /** Of the TLS layer: bytes as they go over the wire. */
    void queue(ByteBuffer bytes) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(unsent.remaining() + bytes.remaining());
        unsent = all.put(unsent).put(bytes).flip();
        flush();
    }

    private void flush() throws IOException {
        SocketChannel open = channel;
        if (open != null && unsent.hasRemaining()) {
            open.write(unsent);
        }
    }

    /** Of the TLS layer: the handshake is done. */
    void secured(TlsLayer secure) throws IOException {
        phase = Failures.Phase.STREAM;
        check.stopwatch().end(Stopwatch.Phase.TLS);
        dialogue.secured(this, secure.session());
    }

    /** Of the TLS layer: bytes in the clear. */
    void clear(ByteBuffer bytes) throws IOException {
        dialogue.received(this, bytes);
    }

    /** Of the TLS layer: the endpoint has said that it says nothing more. */
    void closed() {
        end(dialogue.closed());
    }

    /** Runs work that takes the processor for long elsewhere, and goes on with what comes after it on the loop. */
    void elsewhere(Runnable work, ThrowingStep after) {
        way.facilities()
                .work(
                        work,
                        () -> {
                            if (channel == null || check.ended()) {
                                return;
                            }
                            try {
                                after.run();
                                update();
                            } catch (IOException | RuntimeException e) {
                                broken(e);
                            }
                        },
                        check);
    }

    /** A step that may fail. */
    interface ThrowingStep {
        /** Takes it. */
        void run() throws IOException;
    }

    /** What to wait for next. */
    private void update() {
        SelectionKey registered = key;
        if (registered != null && registered.isValid() && !check.ended()) {
            TlsLayer secure = tls;
            boolean busy = loading || (secure != null && secure.isBusy());
            int reading = busy ? 0 : SelectionKey.OP_READ;
            registered.interestOps(unsent.hasRemaining() ? reading | SelectionKey.OP_WRITE : reading);
        }
    }

    boolean ended() {
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
        SocketChannel open = channel;
        return open != null && open.getLocalAddress() instanceof InetSocketAddress local ? local.getAddress() : null;
    }

    @Override
    public void broken(Throwable trouble) {
        check.end(Failures.of(phase, trouble));
    }

    @Override
    public Finding late() {
        String within = " within " + check.patience();
        return switch (phase) {
            case STREAM -> dialogue.late(check.patience());
            case HANDSHAKE -> Finding.of(Reason.TLS_FAILED, "no handshake" + within);
            default -> Finding.of(Reason.CONNECT_TIMEOUT, "no connection" + within);
        };
    }

    @Override
    public long heldUpNanos() {
        return way.facilities().heldUpNanos();
    }

    @Override
    public void free() {
        Sockets.close(channel);
        channel = null;
        tls = null;
        unsent = NOTHING;
    }
}
