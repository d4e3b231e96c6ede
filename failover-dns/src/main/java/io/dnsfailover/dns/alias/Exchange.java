package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.exchange.Waits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;

/**
 * One question to one server and its response, over UDP, and over TCP when the response does not fit. The socket is connected and
 * has a port of its own, so that responses from elsewhere do not reach us; what does not repeat id and question is waited through.
 */
final class Exchange {
    /** The largest response over UDP, as the query says. */
    static final int MAX_DATAGRAM = 1232;

    private static final int HEADER = 12;
    private static final int MAX_STRAYS = 100;
    private static final int FLAG_QR = 0x80;
    private static final int FLAG_TC = 0x02;
    private static final int OPCODE = 0x78;

    private final Waits waits = new Waits();
    private final InetSocketAddress server;
    private final byte[] query;
    private final Deadline deadline;
    private final int maxOctets;

    /**
     * @param server whom to ask
     * @param query the message
     * @param deadline when it has to be over
     * @param maxOctets the largest response that is taken over TCP
     */
    Exchange(InetSocketAddress server, byte[] query, Deadline deadline, int maxOctets) {
        this.server = server;
        this.query = query;
        this.deadline = deadline;
        this.maxOctets = maxOctets;
    }

    /** What is said over one socket. */
    private interface Dialogue<T extends SelectableChannel> {
        byte[] talk(T channel, Waits.Wait wait) throws IOException, InterruptedException;
    }

    /** The response, whole and with the question in it; not looked at beyond that. */
    byte[] run() throws IOException, InterruptedException {
        byte[] response = converse(DatagramChannel.open(), this::overUdp);
        return (response[2] & FLAG_TC) == 0 ? response : converse(SocketChannel.open(), this::overTcp);
    }

    private <T extends SelectableChannel> byte[] converse(T channel, Dialogue<T> dialogue)
            throws IOException, InterruptedException {
        try (channel;
                Waits.Wait wait = waits.open()) {
            channel.configureBlocking(false);
            return dialogue.talk(channel, wait);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (PortUnreachableException e) {
            throw new IOException("the port is closed", e);
        }
    }

    private byte[] overUdp(DatagramChannel channel, Waits.Wait wait) throws IOException, InterruptedException {
        channel.connect(server);
        wait.on(channel, SelectionKey.OP_READ);
        channel.write(ByteBuffer.wrap(query));
        ByteBuffer packet = ByteBuffer.allocate(MAX_DATAGRAM + 1);
        for (int strays = 0; strays < MAX_STRAYS; strays++) {
            await(wait);
            packet.clear();
            channel.read(packet);
            byte[] response = Arrays.copyOf(packet.array(), packet.position());
            if (response.length <= MAX_DATAGRAM && answers(response)) {
                return response;
            }
        }
        throw new IOException(MAX_STRAYS + " datagrams that answer another question");
    }

    private byte[] overTcp(SocketChannel channel, Waits.Wait wait) throws IOException, InterruptedException {
        SelectionKey ready = wait.on(channel, SelectionKey.OP_CONNECT);
        for (boolean connected = channel.connect(server); !connected; connected = channel.finishConnect()) {
            await(wait);
        }
        ready.interestOps(SelectionKey.OP_WRITE);
        ByteBuffer out = ByteBuffer.allocate(2 + query.length)
                .putShort((short) query.length)
                .put(query)
                .flip();
        while (out.hasRemaining()) {
            await(wait);
            channel.write(out);
        }
        ready.interestOps(SelectionKey.OP_READ);
        int length = fill(2, channel, wait).getShort(0) & 0xffff;
        if (length > maxOctets) {
            throw new IOException("a response of " + length + " octets, more than " + maxOctets);
        }
        byte[] response = fill(length, channel, wait).array();
        if (!answers(response)) {
            throw new IOException("a response to another question");
        }
        return response;
    }

    private ByteBuffer fill(int octets, SocketChannel channel, Waits.Wait wait)
            throws IOException, InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(octets);
        while (buffer.hasRemaining()) {
            await(wait);
            if (channel.read(buffer) < 0) {
                throw new IOException("the server closed the connection");
            }
        }
        return buffer;
    }

    /** Id, opcode and the octets of the question; of the flags, that it is a response. */
    private boolean answers(byte[] response) {
        return response.length >= HEADER
                && response[0] == query[0]
                && response[1] == query[1]
                && (response[2] & FLAG_QR) != 0
                && (response[2] & OPCODE) == 0
                && repeatsQuestion(response);
    }

    private boolean repeatsQuestion(byte[] response) {
        int end = questionEnd();
        return response.length >= end
                && Arrays.equals(response, 4, 6, query, 4, 6)
                && Arrays.equals(response, HEADER, end, query, HEADER, end);
    }

    /** Where the question of our own query ends. */
    private int questionEnd() {
        int at = HEADER;
        while (query[at] != 0) {
            at += query[at] + 1;
        }
        return at + 1 + 4;
    }

    private void await(Waits.Wait wait) throws IOException, InterruptedException {
        if (!wait.until(deadline)) {
            throw new SocketTimeoutException("no response in time");
        }
    }
}
