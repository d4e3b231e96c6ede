package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.exchange.Asked;
import io.dnsfailover.dns.internal.exchange.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One question to one server: over UDP from a socket that is connected and has a port of its own, sent twice at most, and over TCP when
 * the response was cut. What does not repeat id and question is waited through. Belongs to the thread of its {@link Asker}.
 */
final class Conversation {
    private static final int MAX_STRAYS = 100;

    private final InetSocketAddress server;
    private final Asked asked;
    private final Deadline deadline;
    private final CompletableFuture<Reply> result;
    private @Nullable Deadline resend;
    private @Nullable DatagramChannel udp;
    private @Nullable Stream tcp;
    private int strays;

    /**
     * @param server whom to ask
     * @param asked what to ask
     * @param deadline when it is over
     * @param result takes what it came to
     */
    Conversation(InetSocketAddress server, Asked asked, Deadline deadline, CompletableFuture<Reply> result) {
        this.server = server;
        this.asked = asked;
        this.deadline = deadline;
        this.result = result;
    }

    /** Sends the question. What fails here is our own trouble. */
    void begin(Selector selector) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        udp = channel;
        channel.configureBlocking(false);
        channel.connect(server);
        channel.register(selector, SelectionKey.OP_READ, this);
        resend = Deadline.afterNanos(deadline.remainingNanos() / 2);
        send(channel);
    }

    private void send(DatagramChannel channel) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(asked.wire())); // one that does not leave is lost like any other
        } catch (PortUnreachableException e) {
            end(new Reply.Silent("the port is closed"));
        }
    }

    /** Takes what has arrived. */
    void ready(Selector selector, ByteBuffer room) throws IOException {
        if (tcp != null) {
            takeFrom(tcp);
            return;
        }
        while (udp != null && !isOver()) {
            room.clear();
            SocketAddress from = null;
            try {
                from = udp.receive(room);
            } catch (PortUnreachableException e) {
                end(new Reply.Silent("the port is closed"));
            }
            if (from == null) {
                return;
            }
            offer(octets(room), selector);
        }
    }

    private static byte[] octets(ByteBuffer room) {
        byte[] octets = new byte[room.flip().remaining()];
        room.get(octets);
        return octets;
    }

    private void offer(byte[] datagram, Selector selector) throws IOException {
        if (datagram.length > Asked.MAX_DATAGRAM || !asked.isAnsweredBy(datagram)) {
            strays++;
            if (strays >= MAX_STRAYS) {
                end(new Reply.Silent(MAX_STRAYS + " datagrams that answer another question"));
            }
        } else if (Asked.isTruncated(datagram)) {
            closeUdp();
            tcp = Stream.to(server, asked, selector, this);
        } else {
            end(Reply.of(datagram));
        }
    }

    private void takeFrom(Stream stream) {
        try {
            byte[] response = stream.advance();
            if (response != null) {
                end(
                        asked.isAnsweredBy(response)
                                ? Reply.of(response)
                                : new Reply.Malformed("a response over TCP to another question"));
            }
        } catch (IOException e) { // the server was there over UDP: this is its doing
            end(new Reply.Silent("cut over UDP, and over TCP: " + e.getMessage()));
        }
    }

    /** Does what is due. */
    void tick() throws IOException {
        if (deadline.hasPassed()) {
            end(new Reply.Silent(
                    tcp == null ? "no response in time" : "cut over UDP, and over TCP no response in time"));
        } else if (resend != null && resend.hasPassed()) {
            resend = null;
            if (udp != null) {
                send(udp);
            }
        }
    }

    /** When something is due again. */
    Deadline next() {
        return resend == null ? deadline : deadline.orSooner(resend);
    }

    void end(Reply reply) {
        result.complete(reply);
    }

    void fail(Throwable why) {
        result.completeExceptionally(why);
    }

    boolean isOver() {
        return result.isDone();
    }

    private void closeUdp() throws IOException {
        DatagramChannel channel = udp;
        udp = null;
        if (channel != null) {
            channel.close();
        }
    }

    /** Frees the sockets. */
    void close() throws IOException {
        closeUdp();
        if (tcp != null) {
            tcp.close();
        }
    }
}
