package io.dnsfailover.dns.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.alias.FakeResolver;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** Servers that say what a test tells them to: one that is resolver and parent, and one that serves the zone. */
class HostileDelegationTest {
    private static final DnsName ZONE = DnsName.of("example.com.");
    private static final String PARENT = "127.0.54.1";
    private static final String CHILD = "127.0.54.2";

    /** What is said to a question such as {@code com. NS}; nothing is known of others. */
    private final Map<String, UnaryOperator<ReplyMaker>> atParent = new ConcurrentHashMap<>(Map.of(
            "com. NS", reply -> reply.answer("com. 60 NS ns.com."),
            "ns.com. A", reply -> reply.answer("ns.com. 60 A " + PARENT),
            "example.com. NS",
                    reply -> reply.authorities("example.com. 60 NS ns1.example.com.")
                            .additional("ns1.example.com. 60 A " + CHILD)));

    private final Map<String, UnaryOperator<ReplyMaker>> atChild = new HashMap<>(
            Map.of("example.com. NS", reply -> reply.authority().answer("example.com. 60 NS ns1.example.com.")));

    private FakeResolver parent;
    private FakeResolver child;
    private DnsProof proof;

    @BeforeEach
    void start() {
        parent = FakeResolver.at(new InetSocketAddress(PARENT, 0), (query, overTcp) -> said(atParent, query, overTcp));
        int port = parent.address().getPort();
        child = FakeResolver.at(new InetSocketAddress(CHILD, port), (query, overTcp) -> said(atChild, query, overTcp));
        proof = DnsProof.builder()
                .delegation()
                .resolver(parent.address())
                .port(port)
                .families(RecordType.A)
                .allow("127.0.54.0/24")
                .build();
    }

    @AfterEach
    void stop() {
        proof.close();
        parent.close();
        child.close();
    }

    private static List<byte[]> said(Map<String, UnaryOperator<ReplyMaker>> book, Message query, boolean overTcp) {
        String question = query.getQuestion().getName() + " "
                + Type.string(query.getQuestion().getType());
        UnaryOperator<ReplyMaker> cut = overTcp ? null : book.get("udp " + question);
        UnaryOperator<ReplyMaker> said = cut == null ? book.get(question) : cut;
        ReplyMaker reply = ReplyMaker.to(query);
        return List.of((said == null ? reply.rcode(Rcode.NXDOMAIN) : said.apply(reply)).wire());
    }

    private List<String> servers() throws Exception {
        return proof.servers(ZONE).toCompletableFuture().get(20, TimeUnit.SECONDS).stream()
                .map(server -> server.name() + " " + server.address().replaceAll(" port .*", ""))
                .toList();
    }

    @Test
    @DisplayName("glue for a name outside the parent is not believed: the resolver is asked")
    void servers_outOfBailiwickGlue_isNotBelieved() throws Exception {
        atParent.put(
                "example.com. NS",
                reply -> reply.authorities("example.com. 60 NS ns.other.net.")
                        .additional("ns.other.net. 60 A 127.0.54.66"));
        atParent.put("ns.other.net. A", reply -> reply.answer("ns.other.net. 60 A " + CHILD));

        assertThat(servers()).containsExactly("ns.other.net. " + CHILD);
    }

    @Test
    @DisplayName("a parent that refers to itself or elsewhere is not followed")
    void servers_referralLoop_fails() {
        atParent.put("example.com. NS", reply -> reply.authorities("com. 60 NS ns.com."));

        assertThatThrownBy(this::servers).hasMessageContaining("a referral to the zone com.");
        assertThat(parent.asked()).hasSize(3);
    }

    @Test
    @DisplayName("resolvers that know no zone above are asked for each level once")
    void servers_noParent_fails() {
        atParent.clear();

        assertThatThrownBy(this::servers).hasMessageContaining("no zone above example.com. is known to the resolvers");
        assertThat(parent.asked()).containsExactly("udp com. NS", "udp . NS");
    }

    @Test
    @DisplayName("a zone cut further up is found")
    void servers_ofADeeperZone_areAskedForAtTheNextCut() throws Exception {
        DnsName deep = DnsName.of("a.b.c.com.");
        atParent.put("a.b.c.com. NS", reply -> reply.authorities("a.b.c.com. 60 NS ns.com."));
        atParent.put("c.com. NS", reply -> reply.authorities("com. 60 SOA ns.com. host.com. 1 1 1 1 1"));

        assertThat(proof.servers(deep).toCompletableFuture().get(20, TimeUnit.SECONDS))
                .hasSize(1);
        assertThat(parent.asked()).startsWith("udp b.c.com. NS", "udp c.com. NS", "udp com. NS");
    }

    @Test
    void servers_cutReferral_isAskedOverTcp() throws Exception {
        atParent.put("udp example.com. NS", ReplyMaker::truncated);

        assertThat(servers()).containsExactly("ns1.example.com. " + CHILD);
        assertThat(parent.asked()).contains("tcp example.com. NS");
    }

    @Test
    @DisplayName("who is named by the zone alone, or by its parent alone, is asked too")
    void servers_differentAtTheZone_areAll() throws Exception {
        atChild.put(
                "example.com. NS",
                reply -> reply.authority()
                        .answer("example.com. 60 NS ns3.example.com.", "example.com. 60 NS ns.other.net.")
                        .additional("ns3.example.com. 60 A 127.0.54.3", "ns.other.net. 60 A 127.0.54.66"));

        assertThat(servers()).containsExactly("ns1.example.com. " + CHILD, "ns3.example.com. 127.0.54.3");
    }

    @Test
    @DisplayName("a name that does not resolve any more keeps the addresses that it had")
    void servers_nameThatDoesNotResolve_keepsItsAddresses() throws Exception {
        atParent.put(
                "example.com. NS",
                reply -> reply.authorities("example.com. 60 NS ns.other.net.", "example.com. 60 NS ns.never.net."));
        atParent.put("ns.other.net. A", reply -> reply.answer("ns.other.net. 60 A " + CHILD));
        assertThat(servers()).containsExactly("ns.other.net. " + CHILD);

        atParent.put("ns.other.net. A", reply -> reply.rcode(Rcode.SERVFAIL));

        assertThat(servers()).containsExactly("ns.other.net. " + CHILD);
    }

    @Test
    @DisplayName("16 names and 32 addresses are taken of a zone that has more")
    void servers_many_areBounded() throws Exception {
        List<String> names = new ArrayList<>();
        List<String> glue = new ArrayList<>();
        for (int i = 10; i < 50; i++) {
            names.add("example.com. 60 NS ns" + i + ".example.com.");
            for (int j = 1; j <= 3; j++) {
                glue.add("ns" + i + ".example.com. 60 A 127.0.54." + (i * 3 + j));
            }
        }
        atParent.put("udp example.com. NS", ReplyMaker::truncated);
        atParent.put(
                "example.com. NS",
                reply -> reply.authorities(names.toArray(String[]::new)).additional(glue.toArray(String[]::new)));

        List<String> servers = servers();

        assertThat(servers).hasSize(32).doesNotHaveDuplicates();
        assertThat(servers.get(31)).startsWith("ns20.example.com.");
    }

    @Test
    @DisplayName("an address without a route from here is left out")
    void servers_withoutARoute_areLeftOut() throws Exception {
        try (DnsProof open = DnsProof.builder()
                .delegation()
                .resolver(parent.address())
                .port(parent.address().getPort())
                .families(RecordType.A)
                .allow("127.0.54.0/24", "255.255.255.255")
                .build()) {
            atParent.put(
                    "example.com. NS",
                    reply -> reply.authorities("example.com. 60 NS ns1.example.com.")
                            .additional("ns1.example.com. 60 A " + CHILD, "ns1.example.com. 60 A 255.255.255.255"));

            assertThat(open.servers(ZONE).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .singleElement()
                    .satisfies(server -> assertThat(server.address()).startsWith(CHILD));
        }
    }

    @Test
    @DisplayName("a resolver that says nothing is asked once; then the one is asked first that does")
    void servers_brokenResolver_isPassedBy() throws Exception {
        try (FakeResolver broken = FakeResolver.answering((query, overTcp) ->
                        List.of(ReplyMaker.to(query).rcode(Rcode.SERVFAIL).wire()));
                DnsProof open = DnsProof.builder()
                        .delegation()
                        .resolver(broken.address())
                        .resolver(parent.address())
                        .port(parent.address().getPort())
                        .families(RecordType.A)
                        .allow("127.0.54.0/24")
                        .build()) {
            assertThat(open.servers(ZONE).toCompletableFuture().get(20, TimeUnit.SECONDS))
                    .hasSize(1);
            assertThat(broken.asked()).containsExactly("udp com. NS");
        }
    }

    @Test
    void servers_closed_fails() {
        proof.close();

        assertThatThrownBy(this::servers).hasMessageContaining("the proof is closed");
    }
}
