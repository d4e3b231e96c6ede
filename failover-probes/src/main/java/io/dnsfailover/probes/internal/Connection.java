package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connection of one check, from its opening to its end: whatever fails ends the check. Costs as few system calls as the
 * JDK allows: a connection that stands at once, as to this machine, and that nothing is read from is never registered with the
 * selector. Loop thread only.
 */
final class Connection implements NetLoop.Handler {
    /** Who talks over it. */
    interface Talker {
        /** The connection stands. What is thrown here and below ends the check. */
        void connected() throws IOException;

        /** There are bytes to read, or the end. Only while {@link #await} was told so. */
        void readable() throws IOException;

        /** There is room to write. Only while {@link #await} was told so. */
        void writable() throws IOException;
    }

    private final Check check;
    private final Talker talker;
    private Failures.Phase phase = Failures.Phase.OPEN;
    private @Nullable SocketChannel channel;
    private @Nullable SelectionKey key;
    private int awaited;

    Connection(Check check, Talker talker) {
        this.check = check;
        this.talker = talker;
    }

    /**
     * Opens it.
     *
     * @param source the address to come from; null lets the system choose
     * @param resets whether it is closed with a reset, which leaves no local port in TIME_WAIT: right as soon as nothing is
     *     under way that a reset could destroy
     */
    void open(InetSocketAddress to, @Nullable InetAddress source, boolean resets) {
        try {
            SocketChannel opened = SocketChannel.open(Sockets.family(to.getAddress()));
            channel = opened;
            opened.configureBlocking(false);
            if (resets) {
                opened.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            Sockets.bind(opened, source);
            phase = Failures.Phase.CONNECT;
            check.stopwatch().begin(Stopwatch.Phase.CONNECT);
            boolean stands = opened.connect(to);
            phase = Failures.Phase.CONNECTING;
            if (stands || opened.finishConnect()) {
                stands();
            } else {
                await(SelectionKey.OP_CONNECT);
            }
        } catch (IOException | RuntimeException e) {
            broken(e);
        }
    }

    private void stands() throws IOException {
        phase = Failures.Phase.STREAM;
        check.stopwatch().end(Stopwatch.Phase.CONNECT);
        talker.connected();
    }

    /** Sets an option of a connection that is open. */
    <T> void set(SocketOption<T> option, T value) throws IOException {
        SocketChannel open = channel;
        if (open != null) {
            open.setOption(option, value);
        }
    }

    @Override
    public void ready(SelectionKey ready) throws IOException {
        SocketChannel open = (SocketChannel) ready.channel();
        if (phase == Failures.Phase.CONNECTING) {
            if (open.finishConnect()) {
                stands();
            }
            return;
        }
        int operations = ready.readyOps();
        if ((operations & SelectionKey.OP_WRITE) != 0) {
            talker.writable();
        }
        if ((operations & SelectionKey.OP_READ) != 0 && channel != null) {
            talker.readable();
        }
    }

    /** Says what to wait for from now on: {@link SelectionKey}'s operations, or 0. Does nothing once it is closed. */
    void await(int operations) throws IOException {
        SocketChannel open = channel;
        SelectionKey registered = key;
        if (open == null) {
            return;
        }
        if (registered == null) {
            if (operations != 0) {
                key = check.loop().register(open, operations, this);
            }
        } else if (operations != awaited) {
            registered.interestOps(operations);
        }
        awaited = operations;
    }

    /** Reads once; -1 at the end. */
    int read(ByteBuffer into) throws IOException {
        SocketChannel open = channel;
        return open == null ? 0 : open.read(into);
    }

    /** Writes once, what goes. */
    void write(ByteBuffer bytes) throws IOException {
        SocketChannel open = channel;
        if (open != null) {
            open.write(bytes);
        }
    }

    /** Ends our side. */
    void halfClose() throws IOException {
        SocketChannel open = channel;
        if (open != null) {
            open.shutdownOutput();
        }
    }

    /** Our own address; null when it is not open. */
    @Nullable
    InetAddress own() throws IOException {
        SocketChannel open = channel;
        return open != null && open.getLocalAddress() instanceof InetSocketAddress local ? local.getAddress() : null;
    }

    /** Whether it stands. */
    boolean isStanding() {
        return phase == Failures.Phase.STREAM || phase == Failures.Phase.HANDSHAKE;
    }

    boolean isClosed() {
        return channel == null;
    }

    /** Whether what is said now is a handshake: what fails then has other reasons. */
    void handshake(boolean begins) {
        phase = begins ? Failures.Phase.HANDSHAKE : Failures.Phase.STREAM;
    }

    /** What it means that the deadline came before the connection stood. */
    Finding late() {
        return Finding.of(Reason.CONNECT_TIMEOUT, "no connection within " + check.patience());
    }

    @Override
    public void broken(Throwable trouble) {
        check.end(Failures.of(phase, trouble));
    }

    /** Closes it; later calls do nothing. */
    void close() {
        Sockets.close(channel);
        channel = null;
    }
}
