package io.dnsfailover.dns.listen;

import io.dnsfailover.dns.answer.QueryHandler;
import io.dnsfailover.dns.internal.DnsThreads;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A DNS server's sockets: UDP and TCP on one address and port, and a {@link QueryHandler} that answers, such as an
 * {@code Answerer}.
 *
 * <pre>{@code
 * try (DnsListener listener = DnsListener.start(new InetSocketAddress("127.0.0.1", 0), answerer)) {
 *     int port = listener.address().getPort();
 *     ...
 * }
 * }</pre>
 *
 * <p>Responses leave from the address that the listener is bound to. On a machine with several addresses bind one
 * listener to each, not one to the wildcard address: the system would choose the address that it answers from.
 *
 * <p>Never answered: responses, messages of less than 12 or more than 4,096 octets, datagrams from port 0. A handler
 * that throws costs the client its answer and nobody else anything.
 *
 * <p><b>TCP</b> (RFC 7766): several queries on one connection, answered in order; at most 256 connections by default,
 * one more is closed at once; a connection ends when for 10 s by default no query was answered completely, whether
 * the client asks nothing, sends its query octet by octet, or does not take the answer. Each connection holds at most
 * 4 KiB of what came in and one answer that waits.
 *
 * <p>An answer of several messages comes from a {@link StreamHandler}; one connection sends one message at a time and then
 * gives way to the others.
 *
 * <p><b>Threads.</b> Two daemon threads, {@code dns-udp-PORT} and {@code dns-tcp-PORT}; the handler runs on both.
 * {@link #close()} ends them.
 */
public final class DnsListener implements AutoCloseable {
    private static final int PORT_ATTEMPTS = 16;
    private static final int BACKLOG = 256;
    private static final int RECEIVE_BUFFER = 1 << 20;
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(900);

    private final InetSocketAddress address;
    private final GuardedHandler handler;
    private final DatagramChannel udp;
    private final TcpLoop tcpLoop;
    private final Thread udpThread;
    private final Thread tcpThread;

    private DnsListener(Sockets sockets, GuardedHandler handler, TcpLoop tcpLoop) throws IOException {
        this.address = (InetSocketAddress) sockets.udp.getLocalAddress();
        this.handler = handler;
        this.udp = sockets.udp;
        this.tcpLoop = tcpLoop;
        this.udpThread = DnsThreads.start("dns-udp-" + address.getPort(), new UdpLoop(udp, handler));
        this.tcpThread = DnsThreads.start("dns-tcp-" + address.getPort(), tcpLoop);
    }

    /**
     * Listens with every default.
     *
     * @param address where; port 0 takes a free port, the same for UDP and TCP
     * @param handler what answers
     * @return the running listener
     * @throws IOException when the address or the port is not to be had
     */
    public static DnsListener start(InetSocketAddress address, QueryHandler handler) throws IOException {
        return at(address).start(handler);
    }

    /**
     * Begins a listener.
     *
     * @param address where; port 0 takes a free port, the same for UDP and TCP
     * @return a builder
     * @throws IllegalArgumentException when it is a host name that was not resolved
     */
    public static Builder at(InetSocketAddress address) {
        return new Builder(address);
    }

    /**
     * Where it listens.
     *
     * @return the address with the port that was taken
     */
    public InetSocketAddress address() {
        return address;
    }

    /**
     * What it has seen so far. From any thread.
     *
     * @return a snapshot
     */
    public ListenerCounters counters() {
        return handler.counters();
    }

    /**
     * Stops listening and ends all connections. Returns when the threads have ended and the port is free, within 1 s;
     * a handler that blocks for longer is interrupted and left to itself. Idempotent.
     */
    @Override
    public void close() {
        tcpLoop.stop();
        try {
            udp.close();
        } catch (IOException e) {
            // The socket is given up either way.
        }
        udpThread.interrupt();
        tcpThread.interrupt();
        DnsThreads.join(CLOSE_LIMIT, udpThread, tcpThread);
    }

    private record Sockets(DatagramChannel udp, ServerSocketChannel tcp) {
        static Sockets bind(InetSocketAddress address) throws IOException {
            for (int attempt = 1; ; attempt++) {
                ServerSocketChannel tcp = ServerSocketChannel.open();
                try {
                    tcp.bind(address, BACKLOG);
                    return new Sockets(bindUdp((InetSocketAddress) tcp.getLocalAddress(), address), tcp);
                } catch (IOException e) {
                    tcp.close();
                    // A port that is free for TCP need not be free for UDP; another one will be.
                    if (!(e instanceof BindException) || address.getPort() != 0 || attempt == PORT_ATTEMPTS) {
                        throw e;
                    }
                }
            }
        }

        private static DatagramChannel bindUdp(InetSocketAddress bound, InetSocketAddress asked) throws IOException {
            boolean ipv4Only = asked.getAddress() instanceof Inet4Address
                    && !asked.getAddress().isAnyLocalAddress();
            DatagramChannel udp = ipv4Only ? DatagramChannel.open(StandardProtocolFamily.INET) : DatagramChannel.open();
            try {
                udp.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
                return udp.bind(new InetSocketAddress(asked.getAddress(), bound.getPort()));
            } catch (IOException e) {
                udp.close();
                throw e;
            }
        }
    }

    /**
     * Builds a {@link DnsListener}. Defaults: 256 TCP connections; idle timeout 10 s; no answers of several messages. For
     * one thread.
     */
    public static final class Builder {
        private static final int DEFAULT_CONNECTIONS = 256;
        private static final Duration DEFAULT_IDLE = Duration.ofSeconds(10);
        private static final Duration MIN_IDLE = Duration.ofMillis(100);
        private static final Duration MAX_IDLE = Duration.ofHours(1);

        private final InetSocketAddress address;
        private @Nullable Integer tcpConnections;
        private @Nullable Duration tcpIdle;
        private @Nullable StreamHandler streams;

        private Builder(InetSocketAddress address) {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("the address to listen on must be resolved: " + address);
            }
            this.address = address;
        }

        /**
         * The most TCP connections at a time.
         *
         * @param value 1 to 65,535, default 256
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         * @throws IllegalStateException when it is already set
         */
        public Builder tcpConnections(int value) {
            if (tcpConnections != null) {
                throw new IllegalStateException("tcpConnections is already set to " + tcpConnections);
            }
            if (value < 1 || value > 65_535) {
                throw new IllegalArgumentException("tcpConnections is 1 to 65535, not " + value);
            }
            tcpConnections = value;
            return this;
        }

        /**
         * How long a TCP connection stays without a query that is answered completely.
         *
         * @param value 100 ms to 1 h, default 10 s
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         * @throws IllegalStateException when it is already set
         */
        public Builder tcpIdle(Duration value) {
            if (tcpIdle != null) {
                throw new IllegalStateException("tcpIdle is already set to " + tcpIdle);
            }
            if (value.compareTo(MIN_IDLE) < 0 || value.compareTo(MAX_IDLE) > 0) {
                throw new IllegalArgumentException("tcpIdle is 100 ms to 1 h, not " + value);
            }
            tcpIdle = value;
            return this;
        }

        /**
         * What answers queries over TCP with several messages; it is asked before the other handler.
         *
         * @param value the handler, default none
         * @return this builder
         * @throws IllegalStateException when it is already set
         */
        public Builder streams(StreamHandler value) {
            if (streams != null) {
                throw new IllegalStateException("streams is already set");
            }
            streams = value;
            return this;
        }

        /**
         * Binds the sockets and starts to answer.
         *
         * @param handler what answers; called from both threads
         * @return the running listener
         * @throws IOException when the address or the port is not to be had; nothing is left open then
         */
        public DnsListener start(QueryHandler handler) throws IOException {
            Sockets sockets = Sockets.bind(address);
            try {
                GuardedHandler guarded =
                        streams == null ? new GuardedHandler(handler) : new GuardedHandler(handler, streams);
                int connections = tcpConnections == null ? DEFAULT_CONNECTIONS : tcpConnections;
                Duration idle = tcpIdle == null ? DEFAULT_IDLE : tcpIdle;
                TcpLoop tcpLoop = new TcpLoop(sockets.tcp, guarded, connections, idle);
                return new DnsListener(sockets, guarded, tcpLoop);
            } catch (IOException | RuntimeException | Error e) {
                sockets.udp.close();
                sockets.tcp.close();
                throw e;
            }
        }
    }
}
