package io.dnsfailover.dns.listen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dnsfailover.dns.answer.Answerer;
import io.dnsfailover.dns.answer.Fixture;
import io.dnsfailover.dns.answer.Transport;
import io.dnsfailover.model.AddressPrefix;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;

/** What a client cannot have more of: answers, octets, connections. */
class LimitsTest {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final Message QUERY = Fixture.query("www.example.com.", "A");
    private final Answerer answerer = Fixture.answerer(Fixture.directory());

    @Test
    @DisplayName(
            "above the limit every second answer comes truncated and no longer than the query, the others do not; TCP"
                    + " has no limit")
    void rateLimit_oneNetworkAsksMore_slipsOrDrops() throws Exception {
        RateLimit limit = RateLimit.perSecond(1);
        try (DnsListener listener = DnsListener.at(ANY_PORT).rateLimit(limit).start(answerer);
                DatagramSocket udp = new DatagramSocket();
                Socket tcp = Client.connect(listener.address())) {
            udp.setSoTimeout(Client.TIMEOUT_MILLIS);
            byte[] wire = QUERY.toWire();
            for (int i = 0; i < 7; i++) {
                udp.send(new DatagramPacket(wire, wire.length, listener.address()));
            }
            tcp.getOutputStream().write(Client.framed(QUERY, QUERY, QUERY, QUERY));

            assertThat(receive(udp).getSection(Section.ANSWER)).hasSize(2);
            for (int i = 0; i < 3; i++) {
                Message truncated = receive(udp);
                assertThat(truncated.getHeader().getFlag(Flags.TC)).isTrue();
                assertThat(truncated.getQuestion()).isEqualTo(QUERY.getQuestion());
                assertThat(truncated.toWire()).hasSameSizeAs(wire);
            }
            for (int i = 0; i < 4; i++) {
                assertThat(Client.read(tcp).getSection(Section.ANSWER)).hasSize(2);
            }
            ListenerCounters counters = listener.counters();
            assertThat(counters.rateSlipped()).isEqualTo(3);
            assertThat(counters.rateLimited()).isEqualTo(3);
            assertThat(counters.dropped()).isEqualTo(3);
        }
    }

    private static Message receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
        socket.receive(packet);
        return Fixture.parse(Arrays.copyOf(packet.getData(), packet.getLength()));
    }

    @Test
    void rateLimit_exemptClient_isNotLimited() throws Exception {
        RateLimit limit = RateLimit.perSecond(1).exempt(AddressPrefix.of("127.0.0.0/8"));
        try (DnsListener listener = DnsListener.at(ANY_PORT).rateLimit(limit).start(answerer)) {
            for (int i = 0; i < 20; i++) {
                assertThat(Client.overUdp(listener.address(), QUERY).getSection(Section.ANSWER))
                        .hasSize(2);
            }
            assertThat(listener.counters().rateLimited()).isZero();
        }
    }

    @Test
    @DisplayName(
            "what slips of an answer without a question, with EDNS or an error, can be read and is no longer than its"
                    + " query")
    void rateLimit_slippedAnswers_canBeRead() throws Exception {
        Message withEdns = Fixture.query("nothing.example.com.", "A");
        withEdns.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        Message update = Fixture.query("www.example.com.", "SOA");
        update.getHeader().setOpcode(5);
        RateTable all = new RateTable(RateLimit.perSecond(1).slip(1), 7, () -> 0);
        InetSocketAddress client = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
        all.judge(client.getAddress());
        GuardedHandler handler = new GuardedHandler(answerer, null, all);

        for (byte[] query : new byte[][] {withEdns.toWire(), update.toWire(), new byte[12], QUERY.toWire()}) {
            ByteBuffer out = ByteBuffer.allocate(600).position(40);
            int length = handler.ask(ByteBuffer.wrap(query), client, Transport.UDP, out);

            assertThat(length).isBetween(12, query.length);
            assertThat(out.position()).isEqualTo(40 + length);
            Message response = Fixture.parse(Arrays.copyOfRange(out.array(), 40, 40 + length));
            assertThat(response.getHeader().getFlag(Flags.TC)).isTrue();
            assertThat(response.getSection(Section.AUTHORITY)).isEmpty();
            assertThat(response.getSection(Section.ADDITIONAL)).isEmpty();
        }
        assertThat(handler.counters().rateSlipped()).isEqualTo(4);
    }

    @Test
    void tcpConnectionsPerClient_oneMore_isClosedUntilOneEnds() throws Exception {
        try (DnsListener listener = DnsListener.at(ANY_PORT)
                .tcpConnections(100)
                .tcpConnectionsPerClient(2)
                .start(answerer)) {
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                open.add(Client.connect(listener.address()));
                assertThat(isAnswered(open.get(i))).isTrue();
            }

            try (Socket refused = Client.connect(listener.address())) {
                assertThat(Client.isClosed(refused)).isTrue();
            }
            assertThat(listener.counters().tcpRefused()).isEqualTo(1);

            open.get(0).close();
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                try (Socket another = Client.connect(listener.address())) {
                    return isAnswered(another);
                }
            });
            open.get(1).close();
        }
    }

    private static boolean isAnswered(Socket socket) {
        try {
            socket.getOutputStream().write(Client.framed(QUERY));
            return Client.read(socket).getSection(Section.ANSWER).size() == 2;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void udpThreads_several_answerOnOnePortAndGiveItBack() throws Exception {
        DnsListener listener = DnsListener.at(ANY_PORT).udpThreads(3).start(answerer);
        try (listener) {
            for (int i = 0; i < 30; i++) {
                assertThat(Client.overUdp(listener.address(), QUERY).getSection(Section.ANSWER))
                        .hasSize(2);
            }
            assertThat(listener.counters().udpQueries()).isEqualTo(30);
        }
        try (DatagramSocket again = new DatagramSocket(listener.address())) {
            assertThat(again.isBound()).isTrue();
        }
    }

    @Test
    void builder_limitsOutOfRangeOrTwice_areRefused() {
        DnsListener.Builder builder = DnsListener.at(ANY_PORT)
                .udpThreads(1)
                .rateLimit(RateLimit.perSecond(1))
                .tcpConnectionsPerClient(1);

        assertThatThrownBy(() -> builder.udpThreads(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.rateLimit(RateLimit.perSecond(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> builder.tcpConnectionsPerClient(1)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> DnsListener.at(ANY_PORT).udpThreads(65)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DnsListener.at(ANY_PORT).tcpConnectionsPerClient(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
