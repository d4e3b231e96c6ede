package io.dnsfailover.dns.rfc2136;

import static io.dnsfailover.dns.rfc2136.Publishing.assertFails;
import static io.dnsfailover.dns.rfc2136.Publishing.at;
import static io.dnsfailover.dns.rfc2136.Publishing.change;
import static io.dnsfailover.dns.rfc2136.Publishing.set;
import static io.dnsfailover.dns.rfc2136.Publishing.socket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.dns.tsig.TsigKey;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.Published;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc2136PublisherBuilderTest {
    private static final TsigKey KEY = Publishing.key(ServerKey.DEFAULT);

    @Test
    void build_everythingWrong_saysSoAtOnce() {
        Rfc2136PublisherBuilder builder = Rfc2136Publisher.to(InetSocketAddress.createUnresolved("ns.example.com", 0))
                .timeout(Duration.ZERO)
                .owner("two words");

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContainingAll("is not an address", "port 0", "key is missing", "timeout PT0S", "two words");
    }

    @Test
    void build_unsignedToAnotherMachine_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rfc2136Publisher.to(socket("192.0.2.53", 53))
                        .unsignedLoopbackOnly()
                        .build())
                .withMessageContaining("loopback");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rfc2136Publisher.to(socket("127.0.0.1", 53))
                        .unsignedLoopbackOnly()
                        .key(KEY)
                        .build())
                .withMessageContaining("exclude each other");
    }

    @Test
    void properties_setTwice_areRefused() {
        Rfc2136PublisherBuilder builder = Rfc2136Publisher.to(socket("127.0.0.1", 53))
                .key(KEY)
                .owner("a")
                .timeout(Duration.ofSeconds(1))
                .source(InetAddress.getLoopbackAddress());

        assertThatIllegalStateException().isThrownBy(() -> builder.key(KEY));
        assertThatIllegalStateException().isThrownBy(() -> builder.owner("a"));
        assertThatIllegalStateException().isThrownBy(() -> builder.timeout(Duration.ofSeconds(1)));
        assertThatIllegalStateException().isThrownBy(() -> builder.source(InetAddress.getLoopbackAddress()));
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.53, rfc2136 192.0.2.53:53", "2001:db8:0::53, rfc2136 [2001:db8::53]:53"})
    void name_isTheServersAddress(String address, String name) {
        try (Rfc2136Publisher publisher =
                Rfc2136Publisher.to(socket(address, 53)).key(KEY).build()) {
            assertThat(publisher.name()).isEqualTo(name);
            assertThat(publisher).hasToString(name);
        }
    }

    @Test
    @DisplayName("what RFC 2136 cannot do is refused with its reason, before anything is sent")
    void replace_whatCannotBe_isRefused() {
        RecordSetKey www = at("www.example.com.", RecordType.A);
        RecordSetKey apexAlias = at("example.com.", RecordType.CNAME);
        RecordSetKey aname = at("example.com.", RecordType.ANAME);
        RecordSetKey tooLong = at(("a".repeat(60) + ".").repeat(3) + "b".repeat(50) + ".example.com.", RecordType.A);
        RecordSetKey other = at("other.example.com.", RecordType.A);

        assertRefused(change(1, set(aname, "a.example.net.")), "ANAME");
        assertRefused(change(1, set(apexAlias, "a.example.net.")), "apex");
        assertRefused(change(1, set(tooLong, "192.0.2.1")), "ownership mark");
        assertRefused(change(0, set(www, "192.0.2.1")), "generation");
        assertRefused(new Change(set(www, "192.0.2.1"), null, 1, -1), "token");
        assertRefused(change(1, set(www, "2001:db8::1")), "type A");
        assertRefused(change(1, set(www, "127.1")), "type A");
        assertRefused(change(1, set(www, "a.example.net.")), "type A");
        assertRefused(change(1, set(at("w.example.com.", RecordType.CNAME), ".")), "type CNAME");
        assertRefused(
                change(2, set(www, "192.0.2.1"), new Published(set(other, "192.0.2.1"), 1)), "expected record set");
    }

    @Test
    void replace_moreThanAMessageHolds_isRefusedBeforeItIsSent() throws Exception {
        RecordSetKey key = at("www.example.com.", RecordType.AAAA);
        List<String> addresses = IntStream.range(0, 3000)
                .mapToObj(i -> "2001:db8::" + Integer.toHexString(i + 1))
                .toList();
        try (FakeServer server = FakeServer.answeringUpdates((request, reply, out) -> {});
                Rfc2136Publisher publisher = server.publisher().build()) {
            assertFails(PublishEffect.NONE, publisher, change(1, RecordSet.of(key, new Ttl(30), addresses)))
                    .hasMessageContaining("at most 65535");
            assertThat(server.zone()).isEmpty();
        }
    }

    private static void assertRefused(Change change, String why) {
        try (Rfc2136Publisher publisher =
                Rfc2136Publisher.to(socket("127.0.0.1", 9)).key(KEY).build()) {
            assertFails(PublishEffect.NONE, publisher, change)
                    .hasMessageContaining("cannot be published by RFC 2136")
                    .hasMessageContaining(why);
        }
    }
}
