package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.dns.internal.exchange.ExchangeException;
import io.dnsfailover.dns.internal.exchange.Waits;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Carries one request to the server and its reply back, on a connection of its own: PowerDNS closes each after its reply.
 * Everything ends at the deadline, on an interrupt, and when closed.
 */
final class HttpTransport implements AutoCloseable {
    /** The longest reply that is read, head and framing among it. */
    static final int MAX_REPLY_OCTETS = 1024 * 1024;

    private static final int CHUNK_OCTETS = 8 * 1024;

    private final InetSocketAddress server;
    private final @Nullable Tls tls;
    private final Waits waits = new Waits();

    HttpTransport(InetSocketAddress server, @Nullable Tls tls) {
        this.server = server;
        this.tls = tls;
    }

    /**
     * How a connection is secured.
     *
     * @param name what the certificate has to name
     * @param trust whom to trust
     */
    record Tls(String name, SSLContext trust) {}

    @Override
    public void close() {
        waits.close();
    }

    void pause(Duration duration) throws IOException, InterruptedException {
        waits.pause(duration);
    }

    HttpReply exchange(byte[] request, Deadline deadline) throws ExchangeException, InterruptedException {
        boolean sent = false;
        try (SocketChannel channel = SocketChannel.open();
                Waits.Wait wait = waits.open()) {
            channel.configureBlocking(false);
            SelectionKey ready = wait.on(channel, SelectionKey.OP_CONNECT);
            for (boolean connected = channel.connect(server); !connected; connected = channel.finishConnect()) {
                if (!wait.until(deadline)) {
                    throw new ExchangeException(false, "no TCP connection in time");
                }
            }
            Pipe pipe = new SocketPipe(channel, wait, ready, deadline);
            if (tls != null) {
                pipe = TlsPipe.over(pipe, tls.trust(), tls.name(), server.getPort());
            }
            sent = true;
            pipe.write(ByteBuffer.wrap(request));
            return receive(pipe);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            throw new ExchangeException(sent, String.valueOf(e.getMessage()), e);
        }
    }

    private static HttpReply receive(Pipe pipe) throws IOException, InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK_OCTETS);
        while (true) {
            if (!buffer.hasRemaining()) {
                buffer = larger(buffer);
            }
            boolean ended = pipe.read(buffer) < 0;
            HttpReply reply = HttpReply.parse(Arrays.copyOf(buffer.array(), buffer.position()), ended);
            if (reply != null) {
                return reply;
            }
        }
    }

    private static ByteBuffer larger(ByteBuffer full) throws ProtocolException {
        if (full.capacity() == MAX_REPLY_OCTETS) {
            throw new ProtocolException("the reply has more than " + MAX_REPLY_OCTETS + " octets");
        }
        return ByteBuffer.allocate(2 * full.capacity()).put(full.flip());
    }
}
