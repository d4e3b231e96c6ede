package io.dnsfailover.dns.alias;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AliasPublisherTest {
    private static final DnsName APEX = DnsName.of("example.com.");
    private static final RecordSetKey ANAME = new RecordSetKey(APEX, APEX, RecordType.ANAME);
    private static final RecordSetKey A = new RecordSetKey(APEX, APEX, RecordType.A);
    private static final RecordSetKey AAAA = new RecordSetKey(APEX, APEX, RecordType.AAAA);

    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedUpstream upstream = new ScriptedUpstream(time)
            .put("a.test.", 60, "192.0.2.1", "2001:db8::1")
            .put("b.test.", 60, "192.0.2.2", "2001:db8::2")
            .put("four.test.", 20, "192.0.2.4");
    private final InMemoryPublisher server = InMemoryPublisher.on(time).capableOf(Capability.COMPARE_AND_SET);
    private final AliasResolver resolver = resolver();
    private final DnsPublisher publisher = AliasPublisher.around(server, resolver);

    private AliasResolver resolver() {
        return AliasResolver.builder().time(time).scheduler(time).over(upstream);
    }

    private static RecordSet aname(String... names) {
        return RecordSet.of(ANAME, new Ttl(30), List.of(names));
    }

    private static Change change(long generation, Published expected, String... names) {
        return new Change(aname(names), expected, generation, 7);
    }

    private static FailoverPolicy policy() {
        return FailoverPolicy.named("apex")
                .record("example.com.", "example.com.", RecordType.ANAME)
                .primary("a.test.")
                .backup("b.test.")
                .backup("four.test.")
                .probe(new NamedProbe("check", 0))
                .build();
    }

    private List<String> addresses(RecordSetKey key) {
        RecordSet there = server.zone().lookup(key);
        return there == null ? List.of() : List.copyOf(there.rdata());
    }

    private static void assertFails(PublishEffect effect, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        PublishException.class,
                        e -> assertThat(e.effect()).as("%s", e).isEqualTo(effect));
    }

    @Test
    void capabilities_haveAname() {
        assertThat(publisher.capabilities()).containsExactlyInAnyOrder(Capability.ANAME, Capability.COMPARE_AND_SET);
        assertThat(publisher.name()).isEqualTo(server.name());
    }

    @Test
    @DisplayName("an ANAME is written as the addresses of its target, with their shorter TTL, and read back as itself")
    void replace_writesBothFamilies_andReadsThemBack() throws Exception {
        publisher.replace(change(3, Published.NOTHING, "a.test."));

        assertThat(server.zone().lookup(A)).isEqualTo(RecordSet.of(A, new Ttl(30), List.of("192.0.2.1")));
        assertThat(server.zone().lookup(AAAA)).isEqualTo(RecordSet.of(AAAA, new Ttl(30), List.of("2001:db8::1")));
        assertThat(server.history()).extracting(w -> w.change().fencingToken()).containsExactly(7L, 7L);
        assertThat(publisher.read(ANAME)).isEqualTo(new Published(aname("a.test."), 3));
    }

    @Test
    void replace_shorterTtlOfTheAddresses_isPublished() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "four.test."));

        assertThat(server.zone().lookup(A).ttl()).isEqualTo(new Ttl(20));
    }

    @Test
    void replace_nextDecision_movesBothFamilies() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));

        publisher.replace(change(2, publisher.read(ANAME), "b.test."));

        assertThat(addresses(A)).containsExactly("192.0.2.2");
        assertThat(addresses(AAAA)).containsExactly("2001:db8::2");
        assertThat(publisher.read(ANAME)).isEqualTo(new Published(aname("b.test."), 2));
    }

    @Test
    @DisplayName("a target without any address is not published, and what stands there stays")
    void replace_targetWithoutAddress_changesNothing() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));
        Published before = publisher.read(ANAME);

        assertFails(PublishEffect.NONE, () -> publisher.replace(change(2, before, "nowhere.test.")));

        assertThat(addresses(A)).containsExactly("192.0.2.1");
        assertThat(publisher.read(ANAME)).isEqualTo(before);
    }

    @Test
    @DisplayName("the addresses of a family that the new target does not have stay, with the older mark")
    void replace_targetWithOneFamily_leavesTheOtherAlone() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));

        publisher.replace(change(2, publisher.read(ANAME), "four.test."));

        assertThat(addresses(A)).containsExactly("192.0.2.4");
        assertThat(addresses(AAAA)).containsExactly("2001:db8::1");
        assertThat(publisher.read(ANAME)).isEqualTo(new Published(aname("four.test."), 2));
        publisher.replace(change(3, publisher.read(ANAME), "a.test."));
        assertThat(publisher.read(ANAME)).isEqualTo(new Published(aname("a.test."), 3));
    }

    @Test
    void replace_staleWriter_isAConflict() throws Exception {
        Published nothing = publisher.read(ANAME);
        publisher.replace(change(5, nothing, "a.test."));
        DnsPublisher other = AliasPublisher.around(server, resolver());

        assertFails(PublishEffect.CONFLICT, () -> other.replace(change(4, nothing, "b.test.")));
        assertFails(PublishEffect.CONFLICT, () -> other.replace(change(6, nothing, "b.test.")));
        assertFails(
                PublishEffect.CONFLICT,
                () -> other.replace(change(6, new Published(aname("b.test."), 5), "four.test.")));

        assertThat(addresses(A)).containsExactly("192.0.2.1");
    }

    @Test
    @DisplayName("addresses that change are written with the same generation and token, on condition of what was there")
    void changedAddresses_areWritten() throws Exception {
        publisher.replace(change(3, Published.NOTHING, "a.test."));
        upstream.put("a.test.", 60, "192.0.2.11", "2001:db8::1");

        time.advance(Duration.ofMinutes(1));

        assertThat(addresses(A)).containsExactly("192.0.2.11");
        assertThat(server.history()).hasSize(3);
        assertThat(server.history().get(2).change())
                .isEqualTo(new Change(
                        RecordSet.of(A, new Ttl(30), List.of("192.0.2.11")),
                        new Published(RecordSet.of(A, new Ttl(30), List.of("192.0.2.1")), 3_000_000),
                        3_000_001,
                        7));
        assertThat(publisher.read(ANAME)).isEqualTo(new Published(aname("a.test."), 3));
    }

    @Test
    @DisplayName("the addresses of a target that the record has left are not written any more")
    void changedAddresses_ofAnEarlierTarget_areNot() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));
        publisher.replace(change(2, publisher.read(ANAME), "b.test."));
        upstream.put("a.test.", 60, "192.0.2.11", "2001:db8::1");

        time.advance(Duration.ofMinutes(5));

        assertThat(addresses(A)).containsExactly("192.0.2.2");
    }

    @Test
    void changedAddresses_whenTheServerIsOut_areWrittenWhenItReturns() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));
        upstream.put("a.test.", 60, "192.0.2.11");
        server.goDown();
        time.advance(Duration.ofMinutes(3));
        assertThat(addresses(A)).containsExactly("192.0.2.1");

        server.comeBack();
        time.advance(Duration.ofMinutes(1));

        assertThat(addresses(A)).containsExactly("192.0.2.11");
    }

    @Test
    void changedAddresses_whenAnAnswerIsLost_areWritten() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));
        upstream.put("a.test.", 60, "192.0.2.11", "2001:db8::11");
        server.loseNextAnswer();

        time.advance(Duration.ofMinutes(2));

        assertThat(addresses(A)).containsExactly("192.0.2.11");
        assertThat(addresses(AAAA)).containsExactly("2001:db8::11");
        assertThat(publisher.read(ANAME)).isEqualTo(new Published(aname("a.test."), 1));
    }

    @Test
    @DisplayName("what somebody else wrote is not overwritten with new addresses, and is shown to who decides")
    void changedAddresses_overForeignOnes_areNotWritten() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));
        server.zone().edit(A, "203.0.113.1");
        assertThat(publisher.read(ANAME)).isEqualTo(new Published(null, 1));
        upstream.put("a.test.", 60, "192.0.2.11");

        time.advance(Duration.ofMinutes(10));
        assertThat(addresses(A)).containsExactly("203.0.113.1");

        publisher.replace(change(2, publisher.read(ANAME), "a.test."));
        assertThat(addresses(A)).containsExactly("192.0.2.11");
    }

    @Test
    void changedAddresses_afterAnotherControllerDecided_areForgotten() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));
        DnsPublisher other = AliasPublisher.around(server, resolver());
        other.replace(change(2, new Published(aname("a.test."), 1), "b.test."));
        upstream.put("a.test.", 60, "192.0.2.11");

        time.advance(Duration.ofMinutes(10));

        assertThat(addresses(A)).containsExactly("192.0.2.2");
        assertThat(publisher.read(ANAME).generation()).isEqualTo(2);
    }

    @Test
    @DisplayName("a record whose policy is gone is left alone")
    void changedAddresses_ofARemovedPolicy_areNotWritten() throws Exception {
        resolver.follow(List.of(policy()));
        publisher.replace(change(1, Published.NOTHING, "a.test."));
        resolver.follow(List.of());
        upstream.put("a.test.", 60, "192.0.2.11");

        time.advance(Duration.ofMinutes(10));

        assertThat(addresses(A)).containsExactly("192.0.2.1");
        assertThat(resolver.statuses()).isEmpty();
    }

    @Test
    @DisplayName("after a restart the ANAME is found by the addresses of the policy's targets")
    void read_afterARestart_findsTheTarget() throws Exception {
        publisher.replace(change(4, Published.NOTHING, "b.test."));
        AliasResolver fresh = resolver();
        DnsPublisher restarted = AliasPublisher.around(server, fresh);

        assertThat(restarted.read(ANAME)).isEqualTo(new Published(null, 4));

        fresh.follow(List.of(policy()));
        Published found = restarted.read(ANAME);
        assertThat(found.generation()).isEqualTo(4);
        assertThat(found.recordSet().sameRecordsAs(aname("b.test."))).isTrue();

        restarted.replace(change(4, found, "b.test."));
        assertThat(server.history()).hasSize(4);
        upstream.put("b.test.", 60, "192.0.2.22");
        time.advance(Duration.ofMinutes(2));
        assertThat(addresses(A)).containsExactly("192.0.2.22");
    }

    @Test
    @DisplayName("when the second family is not written the effect is unknown, and trying again completes it")
    void replace_partlyWritten_isUnknown() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));
        Published before = publisher.read(ANAME);
        DnsPublisher failing = AliasPublisher.around(new FailsAt(AAAA, server), resolver);

        assertFails(
                PublishEffect.UNKNOWN,
                () -> failing.replace(change(2, new Published(aname("a.test."), before.generation()), "b.test.")));

        Published between = publisher.read(ANAME);
        assertThat(between).isEqualTo(new Published(null, 2));
        publisher.replace(change(2, between, "b.test."));
        assertThat(addresses(A)).containsExactly("192.0.2.2");
        assertThat(addresses(AAAA)).containsExactly("2001:db8::2");
    }

    @Test
    @DisplayName(
            "a server that cannot compare, and refuses other records in the same generation, gets new addresses too")
    void changedAddresses_onAServerThatCannotCompare_areWritten() throws Exception {
        InMemoryPublisher plain = InMemoryPublisher.on(time).capableOf();
        DnsPublisher around = AliasPublisher.around(plain, resolver);
        around.replace(change(3, null, "a.test."));
        upstream.put("a.test.", 60, "192.0.2.11", "2001:db8::1");
        time.advance(Duration.ofMinutes(1));
        upstream.put("a.test.", 60, "192.0.2.12", "2001:db8::1");
        time.advance(Duration.ofMinutes(1));

        assertThat(plain.zone().lookup(A).rdata()).containsExactly("192.0.2.12");
        assertThat(plain.history())
                .extracting(w -> w.change().generation())
                .containsExactly(3_000_000L, 3_000_000L, 3_000_001L, 3_000_002L);
        assertThat(plain.history()).extracting(w -> w.change().expected()).containsOnlyNulls();
        assertThat(around.read(ANAME)).isEqualTo(new Published(aname("a.test."), 3));
        around.replace(change(4, null, "b.test."));
        assertThat(around.read(ANAME)).isEqualTo(new Published(aname("b.test."), 4));
    }

    /** A server that refuses one record set. */
    private record FailsAt(RecordSetKey key, DnsPublisher inner) implements DnsPublisher {
        @Override
        public String name() {
            return inner.name();
        }

        @Override
        public java.util.Set<Capability> capabilities() {
            return inner.capabilities();
        }

        @Override
        public Published read(RecordSetKey of) throws PublishException, InterruptedException {
            return inner.read(of);
        }

        @Override
        public void replace(Change change) throws PublishException, InterruptedException {
            if (change.desired().key().equals(key)) {
                throw new PublishException(PublishEffect.NONE, "refused");
            }
            inner.replace(change);
        }

        @Override
        public void close() {
            inner.close();
        }
    }

    @Test
    void replaceAll_mixed_endsInOrder() throws Exception {
        RecordSetKey www = new RecordSetKey(APEX, DnsName.of("www.example.com."), RecordType.A);
        Change plain = new Change(RecordSet.of(www, new Ttl(30), List.of("192.0.2.9")), Published.NOTHING, 1, 0);
        RecordSetKey other = new RecordSetKey(APEX, DnsName.of("x.example.com."), RecordType.ANAME);
        Change hopeless = new Change(RecordSet.of(other, new Ttl(30), List.of("nowhere.test.")), null, 1, 0);

        var ended = publisher.replaceAll(List.of(hopeless, plain, change(1, null, "a.test.")));

        assertThat(ended).extracting(one -> one.failure() == null).containsExactly(false, true, true);
        assertThat(addresses(www)).containsExactly("192.0.2.9");
        assertThat(addresses(A)).containsExactly("192.0.2.1");
    }

    @Test
    void close_endsTheOther_andIsHeardNoMore() throws Exception {
        publisher.replace(change(1, Published.NOTHING, "a.test."));

        publisher.close();
        publisher.close();
        upstream.put("a.test.", 60, "192.0.2.11");
        time.advance(Duration.ofMinutes(5));

        assertThat(server.isClosed()).isTrue();
        assertThat(server.history()).hasSize(2);
        assertThat(resolver.statuses()).isEmpty();
    }
}
