package io.dnsfailover.dns.listen;

import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.dns.internal.DnsThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection: queries behind each other, each with its length in front (RFC 1035 section 4.2.2), answered in
 * the order in which they came. While an answer waits for the client to take it, nothing more is read. Used by the
 * thread of its selector only.
 */
final class TcpConnection {
    private static final int LENGTH = 2;
    private static final int MIN_QUERY = 12;

    final SocketChannel channel;
    private final InetSocketAddress client;
    private final GuardedHandler handler;
    private final long idleNanos;
    private final ByteBuffer in = ByteBuffer.allocate(LENGTH + GuardedHandler.MAX_QUERY);
    /** The rest of an answer that the socket did not take. */
    private @Nullable ByteBuffer pending;
    /** An answer of several messages that is under way. */
    private @Nullable MessageStream stream;
    /** When the connection ends unless a query has been answered completely by then; octets alone do not extend it. */
    private long deadline;

    TcpConnection(SocketChannel channel, GuardedHandler handler, long idleNanos) throws IOException {
        this.channel = channel;
        this.client = (InetSocketAddress) channel.getRemoteAddress();
        this.handler = handler;
        this.idleNanos = idleNanos;
        this.deadline = DnsThreads.nanoTime() + idleNanos;
    }

    /** Whose connection it is, as a number: the address of an IPv4 client, the /64 of an IPv6 one, which has all of it. */
    long client() {
        byte[] address = client.getAddress().getAddress();
        return address.length == 4
                ? ByteBuffer.wrap(address).getInt() & 0xFFFF_FFFFL
                : ByteBuffer.wrap(address).getLong();
    }

    boolean isLate(long now) {
        return now - deadline >= 0;
    }

    /**
     * Goes on as far as the socket lets it.
     *
     * @param scratch a buffer for one response with its length, used during the call only
     * @return what to wait for next, or 0 when the connection is over
     */
    int proceed(ByteBuffer scratch) throws IOException {
        if (pending != null) {
            channel.write(pending);
            if (pending.hasRemaining()) {
                return SelectionKey.OP_WRITE;
            }
            pending = null;
            deadline = DnsThreads.nanoTime() + idleNanos;
        } else if (stream == null && channel.read(in) < 0) {
            return 0;
        }
        if (stream != null && !goOn(stream, scratch)) {
            return 0;
        }
        return stream == null ? answerAll(scratch) : SelectionKey.OP_WRITE;
    }

    /** Sends one message of the stream, so that other connections have their turn; false when it is broken off. */
    private boolean goOn(MessageStream messages, ByteBuffer scratch) throws IOException {
        scratch.clear().position(LENGTH);
        int length = handler.next(messages, scratch);
        if (length > 0) {
            send(length, scratch);
        } else {
            endStream();
        }
        return length >= 0;
    }

    /** Gives back what the connection holds. */
    void endStream() {
        if (stream != null) {
            handler.end(stream);
            stream = null;
        }
    }

    private int answerAll(ByteBuffer scratch) throws IOException {
        in.flip();
        while (pending == null && stream == null && in.remaining() >= LENGTH) {
            int length = in.getShort(in.position()) & 0xFFFF;
            if (length < MIN_QUERY || length > GuardedHandler.MAX_QUERY) {
                handler.tcpQueries.increment();
                handler.dropped.increment();
                return 0;
            }
            if (in.remaining() < LENGTH + length) {
                break;
            }
            int end = in.position() + LENGTH + length;
            answer(in.slice(in.position() + LENGTH, length), scratch);
            in.position(end);
        }
        in.compact();
        return pending == null && stream == null ? SelectionKey.OP_READ : SelectionKey.OP_WRITE;
    }

    private void answer(ByteBuffer query, ByteBuffer scratch) throws IOException {
        stream = handler.open(query, client);
        if (stream != null) {
            return;
        }
        scratch.clear().position(LENGTH);
        int length = handler.ask(query, client, Transport.TCP, scratch);
        if (length > 0) {
            send(length, scratch);
        }
    }

    private void send(int length, ByteBuffer scratch) throws IOException {
        scratch.flip().putShort(0, (short) length);
        channel.write(scratch);
        if (scratch.hasRemaining()) {
            pending = ByteBuffer.allocate(scratch.remaining()).put(scratch).flip();
        } else {
            deadline = DnsThreads.nanoTime() + idleNanos;
        }
    }
}
