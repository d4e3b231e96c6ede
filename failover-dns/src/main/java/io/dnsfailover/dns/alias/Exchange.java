package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.internal.exchange.Asked;
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
    private static final int MAX_STRAYS = 100;

    private final Waits waits = new Waits();
    private final InetSocketAddress server;
    private final Asked query;
    private final Deadline deadline;
    private final int maxOctets;

    /**
     * @param server whom to ask
     * @param query what to ask
     * @param deadline when it has to be over
     * @param maxOctets the largest response that is taken over TCP
     */
    Exchange(InetSocketAddress server, Asked query, Deadline deadline, int maxOctets) {
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
        return Asked.isTruncated(response) ? converse(SocketChannel.open(), this::overTcp) : response;
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
        channel.write(ByteBuffer.wrap(query.wire()));
        ByteBuffer packet = ByteBuffer.allocate(Asked.MAX_DATAGRAM + 1);
        for (int strays = 0; strays < MAX_STRAYS; strays++) {
            await(wait);
            packet.clear();
            channel.read(packet);
            byte[] response = Arrays.copyOf(packet.array(), packet.position());
            if (response.length <= Asked.MAX_DATAGRAM && query.isAnsweredBy(response)) {
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
        byte[] wire = query.wire();
        ByteBuffer out = ByteBuffer.allocate(2 + wire.length)
                .putShort((short) wire.length)
                .put(wire)
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
        if (!query.isAnsweredBy(response)) {
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

    private void await(Waits.Wait wait) throws IOException, InterruptedException {
        if (!wait.until(deadline)) {
            throw new SocketTimeoutException("no response in time");
        }
    }
}
