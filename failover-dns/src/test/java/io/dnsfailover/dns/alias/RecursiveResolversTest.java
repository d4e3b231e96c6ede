package io.dnsfailover.dns.alias;

import static io.dnsfailover.dns.alias.FakeResolver.response;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.internal.lookup.Answer;
import io.dnsfailover.dns.internal.lookup.AnswerReader;
import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;

/** Real sockets on loopback; what is waited for in vain takes 200 ms at most. */
@Execution(ExecutionMode.CONCURRENT)
class RecursiveResolversTest {
    private static final DnsName NAME = DnsName.of("a.test.");
    private static final String[] RECORDS = {"a.test. 60 A 8.8.8.8", "a.test. 60 AAAA 2620:fe::9"};
    private static final Duration PATIENT = Duration.ofSeconds(20);
    /** For each of two tries for each of two families: a quarter. */
    private static final Duration SHORT = Duration.ofMillis(200);

    private final List<FakeResolver> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(FakeResolver::close);
    }

    private FakeResolver keep(FakeResolver resolver) {
        open.add(resolver);
        return resolver;
    }

    private static Lookup ask(Duration timeout, InetSocketAddress... servers) throws InterruptedException {
        return upstream(timeout, Set.of(RecordType.A, RecordType.AAAA), servers).ask(NAME);
    }

    private static RecursiveResolvers upstream(
            Duration timeout, Set<RecordType> families, InetSocketAddress... servers) {
        AnswerReader reader = new AnswerReader(8, 16, AddressPolicy.publicOnly());
        return new RecursiveResolvers(List.of(servers), families, reader, timeout, 4096);
    }

    private static InetSocketAddress closedPort() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }
    }

    private static void assertFound(Lookup lookup) {
        assertThat(lookup.a().addresses()).as("%s", lookup).containsExactly("8.8.8.8");
        assertThat(lookup.aaaa().addresses()).containsExactly("2620:fe::9");
    }

    @Test
    void ask_bothFamilies_areFound() throws Exception {
        FakeResolver resolver = keep(FakeResolver.holding(RECORDS));

        assertFound(ask(PATIENT, resolver.address()));
        assertThat(resolver.asked()).containsExactly("udp a.test. A", "udp a.test. AAAA");
    }

    @Test
    void ask_oneFamily_asksForNoOther() throws Exception {
        FakeResolver resolver = keep(FakeResolver.holding(RECORDS));

        Lookup lookup =
                upstream(PATIENT, Set.of(RecordType.AAAA), resolver.address()).ask(NAME);

        assertThat(lookup.a()).isEqualTo(Answer.none(0));
        assertThat(lookup.aaaa().isFound()).isTrue();
        assertThat(resolver.asked()).containsExactly("udp a.test. AAAA");
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.SERVFAIL, Rcode.REFUSED, Rcode.FORMERR, Rcode.NOTIMP})
    @DisplayName("a resolver that says nothing of the name is followed by the next")
    void ask_resolverThatFails_theNextIsAsked(int rcode) throws Exception {
        FakeResolver broken = keep(FakeResolver.changing(response -> {
            response.getHeader().setRcode(rcode);
            return response;
        }));

        Lookup alone = ask(PATIENT, broken.address());
        assertThat(alone.a().note())
                .isEqualTo("127.0.0.1 port " + broken.address().getPort() + ": " + Rcode.string(rcode));
        assertThat(broken.asked()).hasSize(2);
        assertFound(ask(
                PATIENT, broken.address(), keep(FakeResolver.holding(RECORDS)).address()));
    }

    @Test
    @DisplayName("that a name does not exist is believed at once, also by the next")
    void ask_nxdomain_isTheAnswer() throws Exception {
        FakeResolver denies = keep(FakeResolver.changing(response -> {
            response.getHeader().setRcode(Rcode.NXDOMAIN);
            return response;
        }));
        FakeResolver other = keep(FakeResolver.holding(RECORDS));

        assertThat(ask(PATIENT, denies.address(), other.address()).note())
                .isEqualTo("NXDOMAIN: the name does not exist");
        assertThat(other.asked()).isEmpty();
    }

    @Test
    void ask_closedPort_theNextIsAsked() throws Exception {
        assertFound(
                ask(PATIENT, closedPort(), keep(FakeResolver.holding(RECORDS)).address()));
        assertThat(ask(PATIENT, closedPort()).a().note()).contains("the port is closed");
    }

    @Test
    void ask_silence_isAskedTwiceAndEndsInTime() throws Exception {
        FakeResolver silent = keep(FakeResolver.answering((query, overTcp) -> List.of()));

        Lookup lookup = ask(SHORT, silent.address());

        assertThat(lookup.a().note()).endsWith("no response in time");
        assertThat(silent.asked()).hasSize(4);
    }

    @Test
    @DisplayName("datagrams with another id, another question, too short or no response are waited through")
    void ask_forgedResponses_areIgnored() throws Exception {
        FakeResolver resolver = keep(FakeResolver.answering((query, overTcp) -> {
            byte[] good = response(query, RECORDS).toWire();
            byte[] otherId = response(query, "a.test. 60 A 9.9.9.9").toWire();
            otherId[1] ^= 1;
            byte[] otherName = response(query, "a.test. 60 A 9.9.9.9").toWire();
            otherName[13] = 'b';
            byte[] noResponse = response(query, "a.test. 60 A 9.9.9.9").toWire();
            noResponse[2] &= 0x7f;
            byte[] otherOpcode = response(query, "a.test. 60 A 9.9.9.9").toWire();
            otherOpcode[2] |= 0x20;
            byte[] huge = Arrays.copyOf(response(query, "a.test. 60 A 9.9.9.9").toWire(), 4000);
            return List.of(
                    otherId, otherName, noResponse, otherOpcode, Arrays.copyOf(good, 11), new byte[0], huge, good);
        }));

        assertFound(ask(PATIENT, resolver.address()));
    }

    @Test
    void ask_floodOfStrays_ends() throws Exception {
        FakeResolver resolver = keep(FakeResolver.answering((query, overTcp) -> {
            byte[] stray = new byte[12];
            List<byte[]> flood = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                flood.add(stray);
            }
            return flood;
        }));

        assertThat(ask(PATIENT, resolver.address()).a().note()).endsWith("100 datagrams that answer another question");
    }

    @Test
    void ask_malformedResponses_fail() throws Exception {
        FakeResolver garbled = keep(FakeResolver.answering((query, overTcp) -> {
            byte[] wire = response(query, RECORDS).toWire();
            return List.of(Arrays.copyOf(wire, wire.length - 3));
        }));
        FakeResolver endless = keep(FakeResolver.answering((query, overTcp) -> {
            byte[] wire = response(query, RECORDS).toWire();
            wire[wire.length - 6] = (byte) 0x7f; // a length of the data that is far too long
            return List.of(wire);
        }));

        assertThat(ask(PATIENT, garbled.address()).a().note()).contains("a malformed response");
        assertThat(ask(PATIENT, endless.address()).a().kind()).isEqualTo(Answer.Kind.FAILED);
    }

    @Test
    @DisplayName("a TTL of 2^31 counts as 0 (RFC 2181 section 8)")
    void ask_ttlWithTheHighestBit_isZero() throws Exception {
        FakeResolver resolver = keep(FakeResolver.answering((query, overTcp) -> {
            byte[] wire = response(query, RECORDS).toWire();
            int data = query.getQuestion().getType() == 1 ? 4 : 16;
            wire[wire.length - data - 6] = (byte) 0x80;
            return List.of(wire);
        }));

        assertThat(ask(PATIENT, resolver.address()).ttlSeconds()).isZero();
    }

    @Test
    void ask_truncatedOverUdp_isAskedOverTcp() throws Exception {
        FakeResolver resolver = keep(FakeResolver.answering((query, overTcp) -> List.of(truncated(query, overTcp))));

        assertFound(ask(PATIENT, resolver.address()));
        assertThat(resolver.asked())
                .containsExactly("udp a.test. A", "tcp a.test. A", "udp a.test. AAAA", "tcp a.test. AAAA");
    }

    private static byte[] truncated(Message query, boolean overTcp) {
        Message response = overTcp ? response(query, RECORDS) : response(query);
        if (!overTcp) {
            response.getHeader().setFlag(Flags.TC);
        }
        return response.toWire();
    }

    @Test
    void ask_responseOverTcpThatIsTooLarge_fails() throws Exception {
        FakeResolver resolver = keep(FakeResolver.answering(
                (query, overTcp) -> List.of(overTcp ? new byte[5000] : truncated(query, false))));

        assertThat(ask(PATIENT, resolver.address()).a().note()).endsWith("a response of 5000 octets, more than 4096");
    }

    @Test
    void ask_tcpThatIsCutOffOrAnswersSomethingElse_fails() throws Exception {
        FakeResolver cut = keep(
                FakeResolver.answering((query, overTcp) -> overTcp ? List.of() : List.of(truncated(query, false))));
        FakeResolver wrong = keep(
                FakeResolver.answering((query, overTcp) -> List.of(overTcp ? new byte[40] : truncated(query, false))));

        assertThat(ask(PATIENT, cut.address()).a().kind()).isEqualTo(Answer.Kind.FAILED);
        assertThat(ask(PATIENT, wrong.address()).a().note()).endsWith("a response to another question");
    }

    @Test
    void ask_interrupted_endsSoon() throws Exception {
        FakeResolver silent = keep(FakeResolver.answering((query, overTcp) -> List.of()));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread asking = new Thread(() -> {
            try {
                ask(PATIENT, silent.address());
            } catch (Throwable t) {
                thrown.set(t);
            }
        });
        asking.start();
        while (silent.asked().isEmpty()) {
            Thread.onSpinWait();
        }

        asking.interrupt();
        asking.join(10_000);

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    }
}
