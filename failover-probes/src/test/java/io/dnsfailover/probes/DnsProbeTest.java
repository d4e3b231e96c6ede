package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.probes.DnsProbe.Match;
import io.dnsfailover.probes.DnsProbe.Rcode;
import io.dnsfailover.probes.DnsProbe.Type;
import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DnsProbeTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final DnsProbe WWW = DnsProbe.ask("WWW.example.com.", Type.A);

    private final NetworkProber prober = NetworkProber.create();

    @AfterEach
    void close() {
        prober.close();
    }

    private ProbeResult check(DnsProbe probe, DnsPeer.Answers answers, Duration timeout) {
        try (UdpPeer server = DnsPeer.udp(answers)) {
            return Run.check(prober, probe, server.endpoint(), timeout);
        }
    }

    private Reason reason(DnsProbe probe, DnsPeer.Answers answers) {
        return check(probe, answers, Run.LONG).reason();
    }

    @Test
    void anyAnswer_passes_andNoneDoesNot() {
        assertThat(reason(WWW, DnsPeer.address("192.0.2.1"))).isEqualTo(Reason.EXPECTED);
        assertThat(reason(WWW, DnsPeer.address())).isEqualTo(Reason.CONTENT);
    }

    @Test
    void equals_wantsTheseAndNoOthers_inAnyOrder() {
        DnsProbe probe = WWW.expect(Match.EQUALS, "192.0.2.2", "192.0.2.1");

        assertThat(reason(probe, DnsPeer.address("192.0.2.1", "192.0.2.2", "192.0.2.1")))
                .isEqualTo(Reason.EXPECTED);
        assertThat(reason(probe, DnsPeer.address("192.0.2.1"))).isEqualTo(Reason.CONTENT);
        assertThat(reason(probe, DnsPeer.address("192.0.2.1", "192.0.2.2", "192.0.2.3")))
                .isEqualTo(Reason.CONTENT);
    }

    @Test
    void contains_wantsThese_amongOthers() {
        DnsProbe probe = WWW.expect(Match.CONTAINS, "192.0.2.1", "192.0.2.2");

        assertThat(reason(probe, DnsPeer.address("192.0.2.3", "192.0.2.2", "192.0.2.1")))
                .isEqualTo(Reason.EXPECTED);
        assertThat(reason(probe, DnsPeer.address("192.0.2.1", "192.0.2.3"))).isEqualTo(Reason.CONTENT);
    }

    @Test
    void oneOf_wantsNoOthers() {
        DnsProbe probe = WWW.expect(Match.ONE_OF, "192.0.2.1", "192.0.2.2");

        assertThat(reason(probe, DnsPeer.address("192.0.2.2"))).isEqualTo(Reason.EXPECTED);
        assertThat(reason(probe, DnsPeer.address("192.0.2.1", "192.0.2.3"))).isEqualTo(Reason.CONTENT);
        assertThat(reason(probe, DnsPeer.address())).isEqualTo(Reason.CONTENT);
    }

    @Test
    void anyMatch_wantsOne() {
        DnsProbe probe = WWW.expect(Match.ANY_MATCH, "192.0.2.1", "192.0.2.2");

        assertThat(reason(probe, DnsPeer.address("192.0.2.3", "192.0.2.2"))).isEqualTo(Reason.EXPECTED);
        assertThat(reason(probe, DnsPeer.address("192.0.2.3"))).isEqualTo(Reason.CONTENT);
    }

    @Test
    @DisplayName("another response code fails, unless it is what is wanted; the status is the code")
    void rcodes() {
        ProbeResult refused = check(WWW, DnsPeer.rcode(5), Run.LONG);

        assertThat(refused.reason()).isEqualTo(Reason.STATUS);
        assertThat(refused.status()).isEqualTo(5);
        assertThat(refused.detail()).contains("REFUSED");
        assertThat(reason(WWW.rcodes(Rcode.NXDOMAIN), DnsPeer.rcode(3))).isEqualTo(Reason.EXPECTED);
        assertThat(reason(WWW.rcodes(Rcode.NXDOMAIN), DnsPeer.address("192.0.2.1")))
                .isEqualTo(Reason.STATUS);
    }

    @Test
    @DisplayName("the address of what the name is an alias of is an answer, that of anything else is not")
    void alias_isFollowed() {
        byte[] target = {1, 'x', (byte) 0xc0, 16};
        DnsPeer.Answers followed = query -> {
            DnsPeer.Builder answer = new DnsPeer.Builder(query, 0);
            int at = answer.position() + 12;
            return answer.record(5, target)
                    .record(0xc000 | at, 1, new byte[] {10, 0, 0, 1})
                    .bytes();
        };
        DnsPeer.Answers stranger = query -> new DnsPeer.Builder(query, 0)
                .record(0xc000 | 16, 1, new byte[] {10, 0, 0, 1})
                .bytes();

        assertThat(reason(WWW.expect(Match.EQUALS, "10.0.0.1"), followed)).isEqualTo(Reason.EXPECTED);
        assertThat(reason(WWW, stranger)).isEqualTo(Reason.CONTENT);
    }

    @Test
    @DisplayName("another number, another question, and a query instead of an answer are no answers")
    void whatDoesNotRepeatTheQuestion_isWaitedThrough() {
        DnsPeer.Answers good = DnsPeer.address("192.0.2.1");
        UdpPeer.Answer after = (question, socket) -> {
            byte[] query = Arrays.copyOf(question.getData(), question.getLength());
            byte[] otherId = good.to(query);
            otherId[0] ^= 1;
            byte[] otherName = good.to(query);
            otherName[13] ^= 1;
            byte[] garbage = {1, 2, 3};
            garbage[0] = (byte) (query[0] ^ 1);
            for (byte[] said : new byte[][] {otherId, otherName, garbage, good.to(query)}) {
                socket.send(new DatagramPacket(said, said.length, question.getSocketAddress()));
            }
        };
        try (UdpPeer server = UdpPeer.that(after)) {
            assertThat(Run.check(prober, WWW, server.endpoint()).reason()).isEqualTo(Reason.EXPECTED);
        }
    }

    @Test
    void brokenAnswer_isMalformed() {
        assertThat(reason(
                        WWW, query -> Arrays.copyOf(DnsPeer.address("192.0.2.1").to(query), 40)))
                .isEqualTo(Reason.MALFORMED);
        assertThat(reason(WWW, query -> query)).isEqualTo(Reason.MALFORMED);
    }

    @Test
    @DisplayName("every check has a number of its own")
    void numbers_areRandom() {
        Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        try (UdpPeer server = DnsPeer.udp(query -> {
            numbers.add(ByteBuffer.wrap(query).getShort() & 0xffff);
            return DnsPeer.address("192.0.2.1").to(query);
        })) {
            for (int i = 0; i < 20; i++) {
                Run.check(prober, WWW, server.endpoint());
            }

            assertThat(numbers).hasSizeGreaterThan(15);
            assertThat(server.clients()).hasSizeGreaterThan(15);
        }
    }

    @Test
    @DisplayName("an answer that did not fit is asked for again over TCP, at the same address and port")
    void truncated_goesOverTcp() throws Exception {
        try (Peer tcp = Peer.that(DnsPeer.tcp(DnsPeer.address("192.0.2.7")));
                UdpPeer udp = UdpPeer.at(tcp.port(), (question, socket) -> {
                    byte[] query = Arrays.copyOf(question.getData(), question.getLength());
                    byte[] said = new DnsPeer.Builder(query, DnsPeer.TRUNCATED).bytes();
                    socket.send(new DatagramPacket(said, said.length, question.getSocketAddress()));
                })) {
            ProbeResult result = Run.check(prober, WWW.expect(Match.EQUALS, "192.0.2.7"), udp.endpoint());

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
            assertThat(tcp.accepted()).isEqualTo(1);
        }
    }

    private ProbeResult tcp(Peer.Script script, Duration timeout) {
        try (Peer peer = Peer.that(script)) {
            return Run.check(prober, WWW.overTcp(), peer.endpoint(), timeout);
        }
    }

    @Test
    void overTcp_asksNothingElse() {
        assertThat(tcp(DnsPeer.tcp(DnsPeer.address("192.0.2.1")), Run.LONG).reason())
                .isEqualTo(Reason.EXPECTED);
        assertThat(tcp(DnsPeer.tcp(DnsPeer.rcode(2)), Run.LONG).status()).isEqualTo(2);
        assertThat(tcp(DnsPeer.tcp(query -> DnsPeer.address("192.0.2.1").to(new byte[query.length])), Run.LONG)
                        .reason())
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    @DisplayName("hostile servers over TCP: silent, closing, resetting, dripping, longer than they say")
    void hostileTcp_endsInTime() {
        assertThat(tcp(Peer::drain, SHORT).reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(tcp(connection -> DnsPeer.readQuery(connection), Run.LONG).reason())
                .isEqualTo(Reason.CLOSED);
        assertThat(tcp(
                                connection -> {
                                    DnsPeer.readQuery(connection);
                                    connection.getOutputStream().write(new byte[] {0, 50, 1, 2});
                                    Peer.reset(connection);
                                },
                                Run.LONG)
                        .reason())
                .isIn(Reason.RESET, Reason.CLOSED);
        ProbeResult dripping = tcp(
                connection -> {
                    DnsPeer.readQuery(connection);
                    connection.getOutputStream().write(new byte[] {(byte) 0xff, (byte) 0xff});
                    while (true) {
                        Peer.send(connection, "x");
                        TimeUnit.MILLISECONDS.sleep(20);
                    }
                },
                SHORT);
        assertThat(dripping.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(dripping.timings().total()).isLessThan(SHORT.plusSeconds(2));
        assertThat(tcp(
                                connection -> {
                                    DnsPeer.readQuery(connection);
                                    while (true) {
                                        Peer.send(connection, "\u00ff".repeat(8192));
                                    }
                                },
                                Run.LONG)
                        .reason())
                .isEqualTo(Reason.MALFORMED);
    }

    @Test
    void silence_timesOut() {
        assertThat(check(WWW, query -> null, SHORT).reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
    }

    @Test
    void ipv6AndMailAndText_areComparedInOneForm() {
        DnsPeer.Answers v6 = query -> new DnsPeer.Builder(query, 0)
                .record(28, Peer.address("2001:db8::1").getAddress())
                .bytes();
        DnsPeer.Answers mail = query -> new DnsPeer.Builder(query, 0)
                .record(15, new byte[] {0, 10, 4, 'M', 'a', 'i', 'L', (byte) 0xc0, 16})
                .bytes();
        DnsPeer.Answers text = query -> new DnsPeer.Builder(query, 0)
                .record(16, new byte[] {2, 'v', '=', 3, 'a', ' ', 'B'})
                .bytes();

        assertThat(reason(DnsProbe.ask("www.example.com.", Type.AAAA).expect(Match.EQUALS, "2001:DB8:0::1"), v6))
                .isEqualTo(Reason.EXPECTED);
        assertThat(reason(
                        DnsProbe.ask("www.example.com.", Type.MX).expect(Match.EQUALS, "10  mail.Example.com."), mail))
                .isEqualTo(Reason.EXPECTED);
        assertThat(reason(DnsProbe.ask("www.example.com.", Type.TXT).expect(Match.EQUALS, "v=a B"), text))
                .isEqualTo(Reason.EXPECTED);
    }
}
