package io.dnsfailover.dns.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.alias.FakeResolver;
import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.ParentServer;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.xbill.DNS.Rcode;

/** A BIND that is the parent and the resolver, a Knot that serves the zone, a server that refuses it, and an address where none is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DelegationTest {
    private static final DnsName ZONE = DnsName.of("example.com.");
    private static final String PARENT = "127.0.0.1";
    private static final String SERVES = "127.0.53.1";
    private static final String LAME = "127.0.53.2";
    private static final String DEAD = "127.0.53.3";

    private KnotServer knot;
    private ParentServer parent;
    private FakeResolver lame;
    private DnsProof proof;

    @BeforeAll
    void start() throws IOException {
        parent = ParentServer.start(
                List.of(
                        "example NS ns1.example",
                        "example NS ns2.example",
                        "example NS ns.other.net.",
                        "ns1.example A " + SERVES,
                        "ns2.example A " + LAME,
                        "ns2.example AAAA ::1"),
                List.of("ns.other A " + DEAD));
        int port = parent.address().getPort();
        knot = KnotServer.startAt(new InetSocketAddress(SERVES, port));
        lame = FakeResolver.at(
                new InetSocketAddress(LAME, port),
                (query, overTcp) ->
                        List.of(ReplyMaker.to(query).rcode(Rcode.REFUSED).wire()));
        proof = builder().allow("127.0.0.0/8").build();
    }

    private DnsProofBuilder builder() {
        return DnsProof.builder()
                .delegation()
                .resolver(parent.address())
                .port(parent.address().getPort())
                .families(RecordType.A);
    }

    @AfterAll
    void stop() {
        proof.close();
        lame.close();
        parent.close();
        knot.close();
    }

    private static List<AuthoritativeServer> servers(DnsProof proof, DnsName zone) throws Exception {
        return proof.servers(zone).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private AuthoritativeServer server(String provider, String name, String address) {
        return new AuthoritativeServer(
                provider,
                DnsName.of(name),
                address + " port " + parent.address().getPort());
    }

    @Test
    @DisplayName(
            "the servers come with their glue, or with the addresses that the resolver knows; in the order of their names")
    void servers_areThoseOfTheDelegation() throws Exception {
        List<AuthoritativeServer> expected = List.of(
                server("other.net.", "ns.other.net.", DEAD),
                server("example.com.", "ns1.example.com.", SERVES),
                server("example.com.", "ns2.example.com.", LAME));

        assertThat(servers(proof, ZONE)).isEqualTo(expected);
        assertThat(servers(proof, ZONE)).isEqualTo(expected);
    }

    @Test
    @DisplayName("one serves the zone, one is lame, one is dead")
    void ask_eachServer_showsWhatItDoes() throws Exception {
        List<Sight.Kind> kinds = new ArrayList<>();
        for (AuthoritativeServer server : servers(proof, ZONE)) {
            kinds.add(proof.ask(new ProofQuestion(server, ZONE, null))
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS)
                    .kind());
        }

        assertThat(kinds).containsExactly(Sight.Kind.SILENT, Sight.Kind.SERVES, Sight.Kind.LAME);
    }

    @Test
    void servers_ofAZoneThatIsNotDelegated_failWithTheReason() {
        assertThatThrownBy(() -> servers(proof, DnsName.of("nowhere.com.")))
                .hasMessageContaining("no server of its parent com. says who serves nowhere.com.; " + PARENT)
                .hasMessageContaining("NXDOMAIN");
    }

    @Test
    @DisplayName("addresses that are not public are refused unless they are allowed")
    void servers_atAddressesThatAreNotAllowed_failWithTheReason() {
        try (DnsProof strict = builder().build()) {
            assertThatThrownBy(() -> servers(strict, ZONE))
                    .hasMessageContaining("no server of com., the parent of example.com., has an address that is known"
                            + " and allowed")
                    .hasMessageContaining(PARENT + " (loopback)");
        }
    }

    @Test
    @DisplayName("a server that has both parent and zone answers for itself; the root has no parent")
    void servers_ofAParent_areFoundAtTheRoot() throws Exception {
        assertThat(servers(proof, DnsName.of("com."))).containsExactly(server("com.", "ns.com.", PARENT));
        assertThatThrownBy(() -> servers(proof, DnsName.ROOT))
                .hasMessageContaining("no zone above . is known to the resolvers");
    }

    @Test
    @DisplayName("a refused address is left out, the others are asked")
    void servers_someAllowed_areThose() throws Exception {
        try (DnsProof some = builder().allow(PARENT, LAME).build()) {
            assertThat(servers(some, ZONE)).containsExactly(server("example.com.", "ns2.example.com.", LAME));
        }
    }

    @Test
    @DisplayName("a zone that is listed has the servers of its list, with providers as they are named")
    void servers_listed_areThoseOfTheList() throws Exception {
        try (DnsProof listed = builder()
                .server("listed.com.", NameServer.of("ns1.a.net.", "192.0.2.1"))
                .server("listed.com.", NameServer.of("ns2.b.net.", "192.0.2.2").port(5353))
                .server(
                        "listed.com.",
                        NameServer.of("ns3.c.net.", "2001:db8::3").provider("third"))
                .provider("bees", "b.net.", "ns9.x.net.")
                .build()) {
            assertThat(servers(listed, DnsName.of("LISTED.com.")))
                    .extracting(server -> server.provider() + " " + server)
                    .containsExactly(
                            "a.net. ns1.a.net. (192.0.2.1 port 53)",
                            "bees ns2.b.net. (192.0.2.2 port 5353)",
                            "third ns3.c.net. (2001:db8::3 port 53)");
        }
    }
}
