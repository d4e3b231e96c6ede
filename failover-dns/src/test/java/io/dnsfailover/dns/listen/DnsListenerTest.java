package io.dnsfailover.dns.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Fixture;
import io.dnsfailover.dns.answer.MemoryDirectory;
import io.dnsfailover.dns.answer.QueryHandler;
import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.model.RecordType;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

class DnsListenerTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final Message QUERY = Fixture.query("v4.example.com.", "A");

    private final MemoryDirectory directory = Fixture.directory();
    private final Answerer answerer = Fixture.answerer(directory);

    @Test
    void start_onAnyPort_answersOnTheSamePortOverBoth() throws Exception {
        try (DnsListener listener = DnsListener.start(ANY_PORT, answerer);
                Socket tcp = Client.connect(listener.address())) {
            tcp.getOutputStream().write(Client.framed(QUERY));

            assertThat(listener.address().getPort()).isNotZero();
            assertThat(address(Client.overUdp(listener.address(), QUERY))).isEqualTo("192.0.2.4");
            assertThat(address(Client.read(tcp))).isEqualTo("192.0.2.4");
            assertThat(listener.counters()).isEqualTo(new ListenerCounters(1, 1, 0, 0, 0, 0, 1, 0, 0));
        }
    }

    private static String address(Message response) {
        ARecord record = (ARecord) response.getSection(Section.ANSWER).get(0);
        return record.getAddress().getHostAddress();
    }

    @Test
    void start_onIpv6_answersThere() throws Exception {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        try (ServerSocket probe = new ServerSocket(0, 1, loopback)) {
            assertThat(probe.isBound()).isTrue();
        } catch (IOException e) {
            assumeTrue(false, "no IPv6 loopback on this machine: " + e);
        }
        try (DnsListener listener = DnsListener.start(new InetSocketAddress(loopback, 0), answerer)) {
            assertThat(address(Client.overUdp(listener.address(), QUERY))).isEqualTo("192.0.2.4");
        }
    }

    @Test
    void answer_recordMoves_nextQueryGetsTheNewOne() throws Exception {
        try (DnsListener listener = DnsListener.start(ANY_PORT, answerer)) {
            Client.overUdp(listener.address(), QUERY);
            directory.put("example.com.", "v4.example.com.", RecordType.A, "192.0.2.99");

            assertThat(address(Client.overUdp(listener.address(), QUERY))).isEqualTo("192.0.2.99");
        }
    }

    @Test
    void start_portIsTaken_failsAndLeavesNothingOpen() throws Exception {
        try (DatagramSocket taken = new DatagramSocket(ANY_PORT)) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());

            assertThatThrownBy(() -> DnsListener.start(address, answerer)).isInstanceOf(IOException.class);

            try (ServerSocket tcp = new ServerSocket()) {
                tcp.bind(address);
                assertThat(tcp.isBound()).isTrue();
            }
        }
    }

    @Test
    @DisplayName(
            "close ends both threads within 1 s and gives the port back, with connections open and a query running")
    void close_inTheMiddleOfWork_endsCleanly() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        QueryHandler stuck = (query, client, transport, response) -> {
            if (transport == Transport.UDP) {
                inside.countDown();
                try {
                    never.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return answerer.answer(query, transport, response);
        };
        DnsListener listener = DnsListener.start(ANY_PORT, stuck);
        InetSocketAddress address = listener.address();
        try (Socket idle = Client.connect(address);
                Socket asked = Client.connect(address);
                DatagramSocket udp = new DatagramSocket()) {
            asked.getOutputStream().write(Client.framed(QUERY));
            Client.read(asked);
            byte[] wire = QUERY.toWire();
            udp.send(new DatagramPacket(wire, wire.length, address));
            assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();

            long start = System.nanoTime();
            listener.close();
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            assertThat(took).isLessThan(Duration.ofSeconds(1));
            assertThat(threadsOf(address.getPort())).isZero();
            assertThat(Client.isClosed(idle)).isTrue();
            assertThat(Client.isClosed(asked)).isTrue();
        }
        try (DnsListener again = DnsListener.start(address, answerer)) {
            assertThat(address(Client.overUdp(again.address(), QUERY))).isEqualTo("192.0.2.4");
        }
        listener.close();
    }

    private static long threadsOf(int port) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().endsWith("p-" + port))
                .count();
    }

    @Test
    void handler_throwsOrBreaksItsContract_nextQueryIsAnswered() throws Exception {
        int[] calls = {0};
        QueryHandler faulty = (query, client, transport, response) -> {
            switch (calls[0]++) {
                case 0 -> throw new IllegalStateException("a fault of the host");
                case 1 -> throw new StackOverflowError("a fault of the host");
                case 2 -> Thread.currentThread().interrupt();
                case 3 -> {
                    return 500;
                }
                case 4 -> {
                    return Answerer.NOT_OURS;
                }
                default -> {
                    return answerer.answer(query, transport, response);
                }
            }
            return QueryHandler.DROPPED;
        };
        try (DnsListener listener = DnsListener.start(ANY_PORT, faulty);
                DatagramSocket udp = new DatagramSocket()) {
            byte[] wire = QUERY.toWire();
            for (int i = 0; i < 5; i++) {
                udp.send(new DatagramPacket(wire, wire.length, listener.address()));
            }

            assertThat(address(Client.overUdp(listener.address(), QUERY))).isEqualTo("192.0.2.4");
            assertThat(listener.counters()).isEqualTo(new ListenerCounters(6, 0, 5, 3, 0, 0, 0, 0, 0));
        }
    }

    @Test
    void udp_runtsResponsesAndGiants_areDroppedBeforeTheHandler() throws Exception {
        byte[] response = QUERY.toWire();
        response[2] |= (byte) 0x80;
        int[] seen = {0};
        QueryHandler counting = (query, client, transport, out) -> {
            seen[0]++;
            return answerer.answer(query, transport, out);
        };
        try (DnsListener listener = DnsListener.start(ANY_PORT, counting);
                DatagramSocket udp = new DatagramSocket()) {
            for (byte[] hostile : new byte[][] {{}, new byte[11], response, new byte[4097], new byte[60_000]}) {
                udp.send(new DatagramPacket(hostile, hostile.length, listener.address()));
            }

            Client.overUdp(listener.address(), QUERY);
            assertThat(seen[0]).isEqualTo(1);
            assertThat(listener.counters().dropped()).isEqualTo(5);
        }
    }

    @Test
    void ask_sourcePortZero_isDropped() {
        GuardedHandler handler = new GuardedHandler(answerer, null, null);
        ByteBuffer query = ByteBuffer.wrap(QUERY.toWire());
        ByteBuffer out = ByteBuffer.allocate(512);

        assertThat(handler.ask(query, ANY_PORT, Transport.UDP, out)).isZero();
        assertThat(handler.ask(query, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1), Transport.UDP, out))
                .isPositive();
        assertThat(handler.counters().dropped()).isEqualTo(1);
    }

    @Test
    @DisplayName("a query that seems to come from another listener goes there once as a response and ends")
    void twoListeners_aimedAtEachOther_exchangeOnePacket() throws Exception {
        CountDownLatch otherIsThere = new CountDownLatch(1);
        QueryHandler waiting = (query, client, transport, response) -> {
            try {
                if (!otherIsThere.await(10, TimeUnit.SECONDS)) {
                    return QueryHandler.DROPPED;
                }
            } catch (InterruptedException e) {
                return QueryHandler.DROPPED;
            }
            return answerer.answer(query, transport, response);
        };
        try (DnsListener first = DnsListener.start(ANY_PORT, waiting)) {
            InetSocketAddress forged = sendFromAFreePort(first.address());
            try (DnsListener second = DnsListener.start(forged, answerer)) {
                otherIsThere.countDown();

                await().atMost(BOUND).until(() -> second.counters().dropped() == 1);
                // Had the second answered, that would stand in the first one's queue before these.
                Client.overUdp(second.address(), QUERY);
                Client.overUdp(first.address(), QUERY);
                assertThat(second.counters().udpQueries()).isEqualTo(2);
                assertThat(first.counters().udpQueries()).isEqualTo(2);
            }
        }
    }

    private static InetSocketAddress sendFromAFreePort(InetSocketAddress server) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(ANY_PORT)) {
            byte[] wire = QUERY.toWire();
            socket.send(new DatagramPacket(wire, wire.length, server));
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    @Test
    void builder_valuesOutOfRangeOrTwice_areRefused() {
        DnsListener.Builder builder = DnsListener.at(ANY_PORT).tcpConnections(1).tcpIdle(Duration.ofSeconds(1));

        assertThatThrownBy(() -> builder.tcpConnections(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.tcpIdle(Duration.ofSeconds(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> DnsListener.at(ANY_PORT).tcpConnections(0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DnsListener.at(ANY_PORT).tcpIdle(Duration.ofMillis(99)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DnsListener.at(InetSocketAddress.createUnresolved("localhost", 53)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
