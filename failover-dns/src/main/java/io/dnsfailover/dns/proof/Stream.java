package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.exchange.Asked;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A question and its response over TCP (RFC 7766), on a connection of its own, as far as they go without waiting. */
final class Stream {
    private static final int MAX_OCTETS = 16 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ByteBuffer out;
    private ByteBuffer in = ByteBuffer.allocate(2);
    private boolean hasLength;

    private Stream(SocketChannel channel, SelectionKey key, byte[] query) {
        this.channel = channel;
        this.key = key;
        this.out = ByteBuffer.allocate(2 + query.length)
                .putShort((short) query.length)
                .put(query)
                .flip();
    }

    /** Begins to connect. */
    static Stream to(InetSocketAddress server, Asked asked, Selector selector, Conversation owner) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.configureBlocking(false);
            boolean connected = channel.connect(server);
            int first = connected ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
            return new Stream(channel, channel.register(selector, first, owner), asked.wire());
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Goes on; returns the response when it is whole, else null. */
    byte @Nullable [] advance() throws IOException {
        if (channel.isConnectionPending() && !channel.finishConnect()) {
            return null;
        }
        if (out.hasRemaining()) {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            return null;
        }
        int count = channel.read(in);
        while (count > 0) {
            if (!in.hasRemaining()) {
                if (hasLength) {
                    return in.array();
                }
                in = body(in.getShort(0) & 0xffff);
                hasLength = true;
            }
            count = channel.read(in);
        }
        if (count < 0) {
            throw new IOException("the server closed the connection");
        }
        return null;
    }

    private static ByteBuffer body(int length) throws IOException {
        if (length == 0 || length > MAX_OCTETS) {
            throw new IOException("a response of " + length + " octets, not 1 to " + MAX_OCTETS);
        }
        return ByteBuffer.allocate(length);
    }

    void close() throws IOException {
        channel.close();
    }
}
