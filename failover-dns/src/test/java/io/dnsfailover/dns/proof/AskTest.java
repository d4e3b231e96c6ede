package io.dnsfailover.dns.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.alias.FakeResolver;
import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Real sockets on loopback; what is waited for in vain takes 200 ms. */
@Execution(ExecutionMode.CONCURRENT)
class AskTest {
    private static final DnsName ZONE = DnsName.of("example.com.");
    private static final Name NAME = Name.fromConstantString("www.example.com.");
    private static final String RECORD = "www.example.com. 30 A 192.0.2.10";
    private static final RecordSet EXPECTED = RecordSet.of(
            new RecordSetKey(ZONE, DnsName.of("www.example.com."), RecordType.A), new Ttl(30), List.of("192.0.2.10"));
    private static final Duration PATIENT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closing : open) {
            closing.close();
        }
    }

    private FakeResolver serving(FakeResolver.Script script) {
        FakeResolver server = FakeResolver.answering(script);
        open.add(server);
        return server;
    }

    private static byte[] good(Message query) {
        return ReplyMaker.to(query).authority().answer(RECORD).wire();
    }

    private DnsProof proof(Duration timeout) {
        DnsProof proof = DnsProof.builder()
                .server("example.com.", NameServer.of("ns1.example.com.", "127.0.0.1"))
                .timeout(timeout)
                .build();
        open.add(proof);
        return proof;
    }

    private static ProofQuestion question(InetSocketAddress server) {
        return new ProofQuestion(
                new AuthoritativeServer("example.com.", DnsName.of("ns1.example.com."), ServerAddress.text(server)),
                ZONE,
                EXPECTED);
    }

    private Sight ask(Duration timeout, InetSocketAddress server) throws Exception {
        return proof(timeout).ask(question(server)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("datagrams with another id, another question, too short, too long or no response are waited through")
    void ask_forgedReplies_areIgnored() throws Exception {
        FakeResolver server = serving((query, overTcp) -> {
            byte[] otherId =
                    ReplyMaker.to(query).authority().rcode(Rcode.REFUSED).wire();
            otherId[1] ^= 1;
            byte[] otherName =
                    ReplyMaker.to(query).authority().rcode(Rcode.REFUSED).wire();
            otherName[13] = 'x';
            byte[] noResponse = good(query);
            noResponse[2] &= 0x7f;
            byte[] otherOpcode = ReplyMaker.to(query).rcode(Rcode.REFUSED).wire();
            otherOpcode[2] |= 0x20;
            byte[] garbage = new byte[100];
            Arrays.fill(garbage, (byte) 0xc0);
            return List.of(
                    otherId,
                    otherName,
                    noResponse,
                    otherOpcode,
                    Arrays.copyOf(good(query), 11),
                    new byte[0],
                    Arrays.copyOf(good(query), 4000),
                    garbage,
                    good(query));
        });

        assertThat(ask(PATIENT, server.address()))
                .isEqualTo(new Sight(Sight.Kind.SERVES, 30, "[192.0.2.10] with a TTL of 30"));
    }

    @Test
    @DisplayName("a reply from another address, with the right id and question, does not reach us")
    void ask_replyFromElsewhere_isIgnored() throws Exception {
        DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        DatagramSocket elsewhere = new DatagramSocket(0, InetAddress.getByName("127.0.53.99"));
        open.add(server);
        open.add(elsewhere);
        CompletableFuture<Sight> sight = proof(PATIENT)
                .ask(question((InetSocketAddress) server.getLocalSocketAddress()))
                .toCompletableFuture();
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        server.receive(packet);
        Message query = new Message(Arrays.copyOf(packet.getData(), packet.getLength()));

        send(
                elsewhere,
                packet.getSocketAddress(),
                ReplyMaker.to(query).rcode(Rcode.REFUSED).wire());
        send(server, packet.getSocketAddress(), good(query));

        assertThat(sight.get(20, TimeUnit.SECONDS).kind()).isEqualTo(Sight.Kind.SERVES);
    }

    private static void send(DatagramSocket from, SocketAddress to, byte[] octets) throws Exception {
        from.send(new DatagramPacket(octets, octets.length, to));
    }

    @Test
    @DisplayName("the question is sent without recursion, with EDNS, and once more when nothing comes")
    void ask_firstDatagramLost_isSentAgain() throws Exception {
        AtomicInteger count = new AtomicInteger();
        List<Message> queries = new ArrayList<>();
        FakeResolver server = serving((query, overTcp) -> {
            queries.add(query);
            return count.incrementAndGet() == 1 ? List.of() : List.of(good(query));
        });

        assertThat(ask(Duration.ofSeconds(1), server.address()).kind()).isEqualTo(Sight.Kind.SERVES);

        assertThat(queries).hasSize(2);
        assertThat(queries.get(0).getHeader().getFlag(org.xbill.DNS.Flags.RD)).isFalse();
        assertThat(queries.get(0).getOPT().getPayloadSize()).isEqualTo(1232);
        assertThat(queries.get(1).getHeader().getID())
                .isEqualTo(queries.get(0).getHeader().getID());
    }

    @Test
    void ask_silence_endsInTimeAfterTwoDatagrams() throws Exception {
        FakeResolver server = serving((query, overTcp) -> List.of());

        assertThat(ask(SHORT, server.address())).isEqualTo(new Sight(Sight.Kind.SILENT, 0, "no response in time"));
        assertThat(server.asked()).containsExactly("udp www.example.com. A", "udp www.example.com. A");
    }

    @Test
    void ask_closedPort_isSilentAtOnce() throws Exception {
        InetSocketAddress closed;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            closed = (InetSocketAddress) socket.getLocalSocketAddress();
        }

        assertThat(ask(PATIENT, closed)).isEqualTo(new Sight(Sight.Kind.SILENT, 0, "the port is closed"));
    }

    @Test
    void ask_floodOfStrays_ends() throws Exception {
        FakeResolver server = serving((query, overTcp) -> {
            List<byte[]> flood = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                flood.add(new byte[12]);
            }
            return flood;
        });

        assertThat(ask(PATIENT, server.address()).detail()).isEqualTo("100 datagrams that answer another question");
    }

    @Test
    void ask_malformedReply_isLame() throws Exception {
        FakeResolver server = serving((query, overTcp) -> {
            byte[] wire = good(query);
            return List.of(Arrays.copyOf(wire, wire.length - 3));
        });

        Sight sight = ask(PATIENT, server.address());

        assertThat(sight.kind()).isEqualTo(Sight.Kind.LAME);
        assertThat(sight.detail()).contains("malformed");
    }

    @Test
    void ask_cutOverUdp_isAskedOverTcp() throws Exception {
        FakeResolver server = serving((query, overTcp) -> List.of(
                overTcp
                        ? good(query)
                        : ReplyMaker.to(query).authority().truncated().wire()));

        assertThat(ask(PATIENT, server.address()).kind()).isEqualTo(Sight.Kind.SERVES);
        assertThat(server.asked()).containsExactly("udp www.example.com. A", "tcp www.example.com. A");
    }

    @Test
    @DisplayName(
            "over TCP a connection that is cut off, never answers or says too much is silence; another answer is lame")
    void ask_troubleOverTcp_isTold() throws Exception {
        assertThat(overTcp(SHORT, query -> List.of()).detail()).contains("the server closed the connection");
        assertThat(overTcp(PATIENT, query -> List.of(new byte[17_000])).detail())
                .contains("a response of 17000 octets");
        assertThat(overTcp(PATIENT, query -> List.of(new byte[40])).kind()).isEqualTo(Sight.Kind.LAME);
    }

    private interface TcpAnswer {
        List<byte[]> to(Message query);
    }

    private Sight overTcp(Duration timeout, TcpAnswer answer) throws Exception {
        FakeResolver server = serving((query, overTcp) -> overTcp
                ? answer.to(query)
                : List.of(ReplyMaker.to(query).authority().truncated().wire()));
        return ask(timeout, server.address());
    }

    @Test
    @DisplayName("what cannot be reached from here shows nothing of the server")
    void ask_unreachableFromHere_isAnExceptionalEnd() {
        ProofQuestion multicast = question(new InetSocketAddress("255.255.255.255", 53));

        assertThatThrownBy(() ->
                        proof(PATIENT).ask(multicast).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("cannot ask ns1.example.com. (255.255.255.255 port 53)");
    }

    @Test
    void ask_anameOrForeignAddress_isAnExceptionalEnd() {
        RecordSet aname =
                RecordSet.of(new RecordSetKey(ZONE, ZONE, RecordType.ANAME), new Ttl(30), List.of("cdn.example.net."));
        AuthoritativeServer server = new AuthoritativeServer("p", ZONE, "somewhere");

        assertThatThrownBy(() -> get(new ProofQuestion(server, ZONE, aname))).hasMessageContaining("AliasProof");
        assertThatThrownBy(() -> get(new ProofQuestion(server, ZONE, EXPECTED)))
                .hasMessageContaining("not at 'somewhere'");
    }

    private Sight get(ProofQuestion question) throws Exception {
        return proof(PATIENT).ask(question).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("beyond the bound one more question ends exceptionally, and when one is over there is room again")
    void ask_tooMany_isRefused() throws Exception {
        DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        open.add(server);
        Asker asker = new Asker(2);
        open.add(asker);
        CompletableFuture<Reply> first = ask(asker, server);
        CompletableFuture<Reply> second = ask(asker, server);

        assertThatThrownBy(() -> ask(asker, server).get(20, TimeUnit.SECONDS))
                .hasMessageContaining("2 questions are under way already");
        DatagramPacket packet = new DatagramPacket(new byte[512], 512);
        server.receive(packet);
        send(server, packet.getSocketAddress(), good(new Message(packet.getData())));
        CompletableFuture.anyOf(first, second).get(20, TimeUnit.SECONDS);

        assertThat(ask(asker, server)).isNotCompletedExceptionally();
    }

    private static CompletableFuture<Reply> ask(Asker asker, DatagramSocket server) {
        Deadline never = Deadline.after(Duration.ofMinutes(5));
        return asker.ask((InetSocketAddress) server.getLocalSocketAddress(), NAME, Type.A, false, never);
    }
}
