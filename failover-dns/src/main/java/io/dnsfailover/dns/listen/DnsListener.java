package io.dnsfailover.dns.listen;

import io.dnsfailover.dns.answer.QueryHandler;
import io.dnsfailover.dns.internal.DnsThreads;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
 * <p>Never answered: responses, messages of less than 12 or more than 4,096 octets, datagrams from port 0, and what is
 * above the {@link RateLimit}, where there is one. A handler that throws costs the client its answer and nobody else anything.
 *
 * <p><b>TCP</b> (RFC 7766): several queries on one connection, answered in order; at most 256 connections by default, and 64
 * of one client, one more is closed at once; a connection ends when for 10 s by default no query was answered
 * completely, whether the client asks nothing, sends its query octet by octet, or does not take the answer. Each
 * connection holds at most 4 KiB of what came in and one answer that waits.
 *
 * <p>An answer of several messages comes from a {@link StreamHandler}; one connection sends one message at a time and then
 * gives way to the others.
 *
 * <p><b>Threads.</b> Daemon threads, {@code dns-udp-PORT}, one by default, and {@code dns-tcp-PORT}; the handler runs on all
 * of them. {@link #close()} ends them.
 */
public final class DnsListener implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(900);

    private final InetSocketAddress address;
    private final GuardedHandler handler;
    private final Sockets sockets;
    private final TcpLoop tcpLoop;
    private final List<Thread> threads = new ArrayList<>();

    private DnsListener(Sockets sockets, GuardedHandler handler, TcpLoop tcpLoop) throws IOException {
        this.address = (InetSocketAddress) sockets.udp().get(0).getLocalAddress();
        this.handler = handler;
        this.sockets = sockets;
        this.tcpLoop = tcpLoop;
        for (DatagramChannel udp : sockets.udp()) {
            threads.add(DnsThreads.start("dns-udp-" + address.getPort(), new UdpLoop(udp, handler)));
        }
        threads.add(DnsThreads.start("dns-tcp-" + address.getPort(), tcpLoop));
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
        sockets.closeUdp();
        threads.forEach(Thread::interrupt);
        DnsThreads.join(CLOSE_LIMIT, threads.toArray(Thread[]::new));
    }

    /**
     * Builds a {@link DnsListener}. Defaults: one thread for UDP; no rate limit; 256 TCP connections, of which one client has
     * a quarter at most; idle timeout 10 s; no answers of several messages. For one thread.
     */
    public static final class Builder {
        private static final int DEFAULT_CONNECTIONS = 256;
        private static final int SHARE_OF_A_CLIENT = 4;
        private static final Duration DEFAULT_IDLE = Duration.ofSeconds(10);
        private static final Duration MIN_IDLE = Duration.ofMillis(100);
        private static final Duration MAX_IDLE = Duration.ofHours(1);
        private static final int MAX_CONNECTIONS = 65_535;
        private static final int MAX_THREADS = 64;

        private final InetSocketAddress address;
        private @Nullable Integer udpThreads;
        private @Nullable RateLimit rateLimit;
        private @Nullable Integer tcpConnections;
        private @Nullable Integer tcpConnectionsPerClient;
        private @Nullable Duration tcpIdle;
        private @Nullable StreamHandler streams;

        private Builder(InetSocketAddress address) {
            if (address.isUnresolved()) {
                throw new IllegalArgumentException("the address to listen on must be resolved: " + address);
            }
            this.address = address;
        }

        /**
         * How many threads answer over UDP, each on a socket of its own: the system deals the clients out among them
         * ({@code SO_REUSEPORT}). One core answers what {@code docs/performance.md} says; more than there are cores to
         * spare are of no use.
         *
         * @param value 1 to 64, default 1
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         * @throws IllegalStateException when it is already set
         */
        public Builder udpThreads(int value) {
            once("udpThreads", udpThreads);
            udpThreads = inRange("udpThreads", value, MAX_THREADS);
            return this;
        }

        /**
         * How many answers the clients of one network get over UDP.
         *
         * @param value the limit, default none
         * @return this builder
         * @throws IllegalStateException when it is already set
         */
        public Builder rateLimit(RateLimit value) {
            once("rateLimit", rateLimit);
            rateLimit = value;
            return this;
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
            once("tcpConnections", tcpConnections);
            tcpConnections = inRange("tcpConnections", value, MAX_CONNECTIONS);
            return this;
        }

        /**
         * The most TCP connections of one client at a time. A client is one IPv4 address, or one /64 of IPv6.
         *
         * @param value 1 to 65,535, default a quarter of {@link #tcpConnections(int)}, rounded up
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         * @throws IllegalStateException when it is already set
         */
        public Builder tcpConnectionsPerClient(int value) {
            once("tcpConnectionsPerClient", tcpConnectionsPerClient);
            tcpConnectionsPerClient = inRange("tcpConnectionsPerClient", value, MAX_CONNECTIONS);
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
            once("tcpIdle", tcpIdle);
            if (value.compareTo(MIN_IDLE) < 0 || value.compareTo(MAX_IDLE) > 0) {
                throw new IllegalArgumentException("tcpIdle is 100 ms to 1 h, not " + value);
            }
            tcpIdle = value;
            return this;
        }

        private static void once(String property, @Nullable Object before) {
            if (before != null) {
                throw new IllegalStateException(property + " is already set to " + before);
            }
        }

        private static int inRange(String property, int value, int most) {
            if (value < 1 || value > most) {
                throw new IllegalArgumentException(property + " is 1 to " + most + ", not " + value);
            }
            return value;
        }

        private TcpLimits tcpLimits() {
            int all = tcpConnections == null ? DEFAULT_CONNECTIONS : tcpConnections;
            int share = (all + SHARE_OF_A_CLIENT - 1) / SHARE_OF_A_CLIENT;
            int perClient = tcpConnectionsPerClient == null ? share : tcpConnectionsPerClient;
            return new TcpLimits(all, perClient, tcpIdle == null ? DEFAULT_IDLE : tcpIdle);
        }

        /**
         * What answers queries over TCP with several messages; it is asked before the other handler.
         *
         * @param value the handler, default none
         * @return this builder
         * @throws IllegalStateException when it is already set
         */
        public Builder streams(StreamHandler value) {
            once("streams", streams);
            streams = value;
            return this;
        }

        /**
         * Binds the sockets and starts to answer.
         *
         * @param handler what answers; called from all threads
         * @return the running listener
         * @throws IOException when the address or the port is not to be had; nothing is left open then
         * @throws UnsupportedOperationException when more than one thread for UDP is asked for on a system that cannot share a
         *     port, such as Windows
         */
        public DnsListener start(QueryHandler handler) throws IOException {
            Sockets sockets = Sockets.bind(address, udpThreads == null ? 1 : udpThreads);
            try {
                RateTable rates = rateLimit == null
                        ? null
                        : new RateTable(rateLimit, DnsThreads.unguessable().nextLong(), DnsThreads::nanoTime);
                GuardedHandler guarded = new GuardedHandler(handler, streams, rates);
                return new DnsListener(sockets, guarded, new TcpLoop(sockets.tcp(), guarded, tcpLimits()));
            } catch (IOException | RuntimeException | Error e) {
                sockets.close();
                throw e;
            }
        }
    }
}
