package io.dnsfailover.dns.listen;

import io.dnsfailover.dns.internal.DnsThreads;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** All TCP connections on one selector and one thread. */
final class TcpLoop implements Runnable {
    private static final int MAX_RESPONSE = 65_535;
    private static final long MAX_SWEEP_NANOS = Duration.ofSeconds(1).toNanos();

    private final ServerSocketChannel server;
    private final Selector selector;
    private final SelectionKey accepting;
    private final GuardedHandler handler;
    private final TcpLimits limits;
    private final long idleNanos;
    private final long sweepNanos;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(2 + MAX_RESPONSE);
    private volatile boolean closing;
    // The rest belongs to the thread of the loop.
    private int connections;
    /** Open connections by client; a client without any has no entry. */
    private final Map<Long, Integer> clients = new HashMap<>();

    private long nextSweep;

    TcpLoop(ServerSocketChannel server, GuardedHandler handler, TcpLimits limits) throws IOException {
        this.server = server;
        this.handler = handler;
        this.limits = limits;
        this.idleNanos = limits.idle().toNanos();
        this.sweepNanos = Math.min(idleNanos / 4, MAX_SWEEP_NANOS);
        this.selector = Selector.open();
        server.configureBlocking(false);
        this.accepting = server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Ends the loop soon; it closes the sockets itself. From any thread. */
    void stop() {
        closing = true;
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            nextSweep = DnsThreads.nanoTime() + sweepNanos;
            while (!closing) {
                turn();
            }
        } finally {
            closeAll();
        }
    }

    private void turn() {
        try {
            selector.select(
                    this::serve, Math.max(1, Duration.ofNanos(sweepNanos).toMillis()));
            long now = DnsThreads.nanoTime();
            if (now - nextSweep >= 0) {
                nextSweep = now + sweepNanos;
                sweep(now);
            }
        } catch (ClosedSelectorException e) {
            closing = true;
        } catch (IOException | RuntimeException | Error e) {
            // An OutOfMemoryError for one connection must not end all others.
            DnsThreads.breathe();
        }
    }

    private void serve(SelectionKey key) {
        if (key == accepting) {
            accept();
            return;
        }
        TcpConnection connection = (TcpConnection) key.attachment();
        try {
            int interest = connection.proceed(scratch);
            if (interest == 0) {
                close(key);
            } else {
                key.interestOps(interest);
            }
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it was, the state of this connection is not to be trusted any more.
            close(key);
        }
    }

    private void accept() {
        try {
            SocketChannel channel = server.accept();
            if (channel == null) {
                return;
            }
            if (connections >= limits.connections()) {
                handler.tcpRefused.increment();
                channel.close();
                return;
            }
            open(channel);
        } catch (IOException e) {
            // Out of descriptors, most likely: the connection stays in the queue of the kernel until the next sweep.
            accepting.interestOps(0);
        }
    }

    private void open(SocketChannel channel) {
        boolean registered = false;
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            TcpConnection connection = new TcpConnection(channel, handler, idleNanos);
            if (clients.getOrDefault(connection.client(), 0) >= limits.connectionsPerClient()) {
                handler.tcpRefused.increment();
                return;
            }
            channel.register(selector, SelectionKey.OP_READ, connection);
            registered = true;
            connections++;
            clients.merge(connection.client(), 1, Integer::sum);
            handler.tcpConnections.increment();
        } catch (IOException e) {
            // The client has gone already.
        } finally {
            if (!registered) {
                closeQuietly(channel);
            }
        }
    }

    private void sweep(long now) {
        accepting.interestOps(SelectionKey.OP_ACCEPT);
        for (SelectionKey key : selector.keys()) {
            if (key.isValid() && key.attachment() instanceof TcpConnection connection && connection.isLate(now)) {
                handler.tcpTimedOut.increment();
                close(key);
            }
        }
    }

    private void close(SelectionKey key) {
        key.cancel();
        connections--;
        if (key.attachment() instanceof TcpConnection connection) {
            connection.endStream();
            clients.computeIfPresent(connection.client(), (client, open) -> open == 1 ? null : open - 1);
        }
        closeQuietly(key.channel());
    }

    private void closeAll() {
        for (SelectionKey key : selector.keys()) {
            closeQuietly(key.channel());
            if (key.attachment() instanceof TcpConnection connection) {
                connection.endStream();
            }
        }
        closeQuietly(server);
        // Last, because only this gives the descriptors, and with them the port, back.
        closeQuietly(selector);
    }

    private static void closeQuietly(AutoCloseable what) {
        try {
            what.close();
        } catch (Exception e) {
            // There is nothing left to do with it.
        }
    }
}
