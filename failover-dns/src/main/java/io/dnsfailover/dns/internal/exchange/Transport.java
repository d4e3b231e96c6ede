package io.dnsfailover.dns.internal.exchange;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Message;
import org.xbill.DNS.Opcode;

/**
 * Carries one message to the server and its reply back, over UDP or TCP, each time from a fresh socket that is connected to the
 * server: replies from elsewhere do not reach us. Everything ends at the deadline, on an interrupt, and when closed.
 */
public final class Transport implements AutoCloseable {
    private static final int MAX_UDP_OCTETS = 65535;

    /** The first pause before a query goes out again over UDP; it doubles from there. */
    private static final Duration RESEND = Duration.ofSeconds(1);

    private final InetSocketAddress server;
    private final @Nullable InetAddress source;
    private final Signer signer;
    private final Waits waits = new Waits();

    /**
     * To one server. Opens nothing yet.
     *
     * @param server where it listens
     * @param source the local address; null for the choice of the system
     * @param signer what signs requests and believes replies
     */
    public Transport(InetSocketAddress server, @Nullable InetAddress source, Signer signer) {
        this.server = server;
        this.source = source;
        this.signer = signer;
    }

    /** Ends the exchanges in progress, and all later ones at once. */
    @Override
    public void close() {
        waits.close();
    }

    /**
     * Lets time pass.
     *
     * @param duration how long
     * @throws IOException when closed, before or meanwhile
     * @throws InterruptedException when interrupted
     */
    public void pause(Duration duration) throws IOException, InterruptedException {
        waits.pause(duration);
    }

    /**
     * One exchange over UDP. A query is sent again when nothing comes; an update is not, because the second copy could fail on
     * what the first one wrote.
     *
     * @param request what to send
     * @param deadline until when
     * @return the reply, believed unless it is a truncated answer
     * @throws ExchangeException when there is none
     * @throws InterruptedException when interrupted
     */
    public Message overUdp(Signer.Request request, Deadline deadline) throws ExchangeException, InterruptedException {
        boolean sent = false;
        Inbox inbox = new Inbox(request, signer, deadline);
        try (DatagramChannel channel = DatagramChannel.open();
                Waits.Wait wait = waits.open()) {
            channel.configureBlocking(false);
            channel.bind(source == null ? null : new InetSocketAddress(source, 0));
            channel.connect(server);
            wait.on(channel, SelectionKey.OP_READ);
            boolean resends = request.message().getHeader().getOpcode() == Opcode.QUERY;
            long pauseNanos = RESEND.toNanos();
            ByteBuffer packet = ByteBuffer.allocate(MAX_UDP_OCTETS);
            while (!inbox.deadline().hasPassed()) {
                if (!sent || resends) {
                    sent |= channel.write(ByteBuffer.wrap(request.wire())) > 0;
                }
                Deadline round = resends ? Deadline.afterNanos(pauseNanos) : inbox.deadline();
                Message reply = collect(channel, inbox, wait, round, packet);
                if (reply != null) {
                    return reply;
                }
                pauseNanos *= 2;
            }
            throw new ExchangeException(sent, inbox.disappointment("no reply in time"));
        } catch (IOException e) {
            throw failed(sent, inbox, e);
        }
    }

    private static @Nullable Message collect(
            DatagramChannel channel, Inbox inbox, Waits.Wait wait, Deadline round, ByteBuffer packet)
            throws IOException, ExchangeException, InterruptedException {
        while (wait.until(round.orSooner(inbox.deadline()))) {
            packet.clear();
            channel.read(packet);
            Message reply = inbox.offer(octetsOf(packet));
            if (reply != null) {
                return reply;
            }
        }
        return null;
    }

    /**
     * One exchange over TCP (RFC 7766), on a connection of its own.
     *
     * @param request what to send
     * @param deadline until when
     * @return the reply, believed unless it is a truncated answer
     * @throws ExchangeException when there is none
     * @throws InterruptedException when interrupted
     */
    public Message overTcp(Signer.Request request, Deadline deadline) throws ExchangeException, InterruptedException {
        boolean sent = false;
        Inbox inbox = new Inbox(request, signer, deadline);
        try (SocketChannel channel = SocketChannel.open();
                Waits.Wait wait = waits.open()) {
            channel.configureBlocking(false);
            channel.bind(source == null ? null : new InetSocketAddress(source, 0));
            SelectionKey ready = wait.on(channel, SelectionKey.OP_CONNECT);
            for (boolean connected = channel.connect(server); !connected; connected = channel.finishConnect()) {
                if (!wait.until(deadline)) {
                    throw new ExchangeException(false, "no TCP connection in time");
                }
            }
            ready.interestOps(SelectionKey.OP_WRITE);
            ByteBuffer out = framed(request.wire());
            sent = true;
            while (out.hasRemaining() && channel.write(out) >= 0) {
                if (out.hasRemaining() && !wait.until(deadline)) {
                    throw new ExchangeException(true, "the message did not go out in time");
                }
            }
            ready.interestOps(SelectionKey.OP_READ);
            return receive(channel, inbox, wait);
        } catch (IOException e) {
            throw failed(sent, inbox, e);
        }
    }

    private static Message receive(SocketChannel channel, Inbox inbox, Waits.Wait wait)
            throws IOException, ExchangeException, InterruptedException {
        while (true) {
            ByteBuffer length = ByteBuffer.allocate(2);
            fill(length, channel, inbox, wait);
            ByteBuffer frame = ByteBuffer.allocate(length.getShort(0) & 0xffff);
            fill(frame, channel, inbox, wait);
            Message reply = inbox.offer(frame.array());
            if (reply != null) {
                return reply;
            }
        }
    }

    private static void fill(ByteBuffer buffer, SocketChannel channel, Inbox inbox, Waits.Wait wait)
            throws IOException, ExchangeException, InterruptedException {
        while (buffer.hasRemaining()) {
            int count = channel.read(buffer);
            if (count < 0) {
                throw new ExchangeException(true, inbox.disappointment("the server closed the connection"));
            }
            if (count == 0 && !wait.until(inbox.deadline())) {
                throw new ExchangeException(true, inbox.disappointment("no reply in time"));
            }
        }
    }

    private static ExchangeException failed(boolean sent, Inbox inbox, IOException e) throws InterruptedException {
        if (e instanceof ClosedByInterruptException) {
            Thread.interrupted();
            throw new InterruptedException();
        }
        String what = e instanceof PortUnreachableException ? "the port is closed" : String.valueOf(e.getMessage());
        return new ExchangeException(sent, inbox.disappointment(what), e);
    }

    private static ByteBuffer framed(byte[] wire) {
        return ByteBuffer.allocate(2 + wire.length)
                .putShort((short) wire.length)
                .put(wire)
                .flip();
    }

    private static byte[] octetsOf(ByteBuffer packet) {
        byte[] octets = new byte[packet.position()];
        packet.flip().get(octets);
        return octets;
    }
}
