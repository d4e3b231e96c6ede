package io.dnsfailover.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.dns.alias.AliasPublisher;
import io.dnsfailover.dns.alias.AliasResolver;
import io.dnsfailover.dns.alias.FakeResolver;
import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.Published;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ANAME on a real server: the contract of publishers through the one for RFC 2136, and an apex that follows its target. */
class AliasPublisherOnNamedContractTest extends RealServerContract {
    private final AtomicReference<String> address = new AtomicReference<>("192.0.2.1");
    private final FakeResolver names = FakeResolver.answering((query, overTcp) -> List.of(FakeResolver.answer(
            query,
            query.getQuestion().getName() + " 0 A " + address,
            query.getQuestion().getName().toString().startsWith("four.")
                    ? "none. 0 AAAA ::1"
                    : query.getQuestion().getName() + " 0 AAAA 2001:db8::1")));
    private final AliasResolver resolver = AliasResolver.builder()
            .server(names.address())
            .allow("192.0.2.0/24", "2001:db8::/32")
            .floor(Duration.ofSeconds(1))
            .build();

    @Override
    RealServer start() {
        return NamedServer.start();
    }

    @AfterAll
    void stopResolver() {
        resolver.close();
        names.close();
    }

    @Override
    protected DnsPublisher publisher() {
        return AliasPublisher.around(super.publisher(), resolver);
    }

    @Override
    protected Optional<DnsPublisher> unreachable() throws Exception {
        return super.unreachable().map(inner -> AliasPublisher.around(inner, resolver));
    }

    @Override
    protected Optional<DnsPublisher> silent() {
        return super.silent().map(inner -> AliasPublisher.around(inner, resolver));
    }

    @Override
    protected boolean isFixture(Thread thread) {
        return super.isFixture(thread)
                || thread.getName().startsWith("failover-alias")
                || thread.getName().equals("fake-resolver");
    }

    @Test
    @DisplayName(
            "a target without IPv6 takes the IPv6 addresses of the one before it away, and the next brings them back")
    void familyThatTheTargetDoesNotHave_goes() throws Exception {
        RecordSetKey aname = new RecordSetKey(zone(), zone().child("families"), RecordType.ANAME);
        RecordSetKey aaaa = new RecordSetKey(zone(), zone().child("families"), RecordType.AAAA);
        try (DnsPublisher publisher = publisher()) {
            RecordSet both = RecordSet.of(aname, new Ttl(60), List.of("cdn.example.net."));
            RecordSet one = RecordSet.of(aname, new Ttl(60), List.of("four.example.net."));
            publisher.replace(new Change(both, publisher.read(aname), 1, 3));
            assertThat(lookup(aaaa)).isNotNull();

            publisher.replace(new Change(one, publisher.read(aname), 2, 3));
            assertThat(lookup(aaaa)).isNull();
            assertThat(publisher.read(aname)).isEqualTo(new Published(one, 2));
            assertThat(publisher.read(aaaa)).isEqualTo(new Published(null, 2_000_000));

            publisher.replace(new Change(both, publisher.read(aname), 3, 3));
            assertThat(lookup(aaaa)).isNotNull();
            assertThat(publisher.read(aname)).isEqualTo(new Published(both, 3));
        }
    }

    @Test
    @DisplayName("an ANAME at the apex stands beside SOA and NS, moves, and follows the addresses of its target")
    void apex_followsItsTarget() throws Exception {
        RecordSetKey apex = new RecordSetKey(zone(), zone(), RecordType.ANAME);
        RecordSetKey a = new RecordSetKey(zone(), zone(), RecordType.A);
        RecordSetKey aaaa = new RecordSetKey(zone(), zone(), RecordType.AAAA);
        RecordSet desired = RecordSet.of(apex, new Ttl(60), List.of("cdn.example.net."));
        try (DnsPublisher publisher = publisher()) {
            publisher.replace(new Change(desired, publisher.read(apex), 1, 3));

            assertThat(lookup(a).rdata()).containsExactly("192.0.2.1");
            assertThat(lookup(a).ttl()).as("the floor, because the TTL is 0").isEqualTo(new Ttl(1));
            assertThat(lookup(aaaa).rdata()).containsExactly("2001:db8::1");
            assertThat(publisher.read(apex)).isEqualTo(new Published(desired, 1));

            address.set("192.0.2.2");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(lookup(a).rdata()).containsExactly("192.0.2.2"));
            assertThat(publisher.read(apex)).isEqualTo(new Published(desired, 1));
            assertThat(publisher.read(a).generation()).isEqualTo(1_000_001);

            RecordSet other = RecordSet.of(apex, new Ttl(60), List.of("other.example.net."));
            publisher.replace(new Change(other, publisher.read(apex), 2, 3));
            assertThat(publisher.read(apex)).isEqualTo(new Published(other, 2));
            assertThat(publisher.read(aaaa).generation()).isEqualTo(2_000_000);
        }
    }
}
