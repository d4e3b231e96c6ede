package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.Published;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link DnsPublisher} must do, whatever it can promise. One with {@link Capability#COMPARE_AND_SET} extends
 * {@link ComparingPublisherContract} instead, which includes this one.
 *
 * <p>The tests write below owner names of their own, so that one running server may serve them all.
 */
public abstract class DnsPublisherContract extends DnsPublisherFixture {
    /** For subclasses. */
    protected DnsPublisherContract() {}

    @Test
    @DisplayName("what is not there is read as nothing")
    void read_ofNothing_isNothing() throws Exception {
        assertThat(open().read(key("www", RecordType.A))).isEqualTo(Published.NOTHING);
    }

    @Test
    @DisplayName("a first publish is there when the call returns, and is read back with its generation")
    void replace_ofNothing_isReadBack() throws Exception {
        DnsPublisher publisher = open();
        RecordSet desired = addresses("www", "192.0.2.10");

        publisher.replace(unconditional(desired, 1));

        assertThat(lookup(desired.key())).isEqualTo(desired);
        assertThat(publisher.read(desired.key())).isEqualTo(new Published(desired, 1));
    }

    @Test
    @DisplayName("the next publish takes the place of the one before it")
    void replace_replaces() throws Exception {
        DnsPublisher publisher = open();
        RecordSet before = addresses("www", "192.0.2.10", "192.0.2.11");
        RecordSet after = addresses("www", "192.0.2.20");
        publisher.replace(unconditional(before, 1));

        publisher.replace(unconditional(after, 2));

        assertThat(lookup(after.key())).isEqualTo(after);
        assertThat(publisher.read(after.key())).isEqualTo(new Published(after, 2));
    }

    @Test
    @DisplayName("the same change twice is the change once")
    void replace_twice_isOnce() throws Exception {
        DnsPublisher publisher = open();
        Change change = unconditional(addresses("www", "192.0.2.10"), 1);
        publisher.replace(change);

        publisher.replace(change);

        assertThat(lookup(change.desired().key())).isEqualTo(change.desired());
        assertThat(publisher.read(change.desired().key())).isEqualTo(new Published(change.desired(), 1));
    }

    @Test
    @DisplayName("the same records in a new generation are written as that generation")
    void replace_withTheSameRecords_marksTheGeneration() throws Exception {
        DnsPublisher publisher = open();
        RecordSet desired = addresses("www", "192.0.2.10");
        publisher.replace(unconditional(desired, 1));

        publisher.replace(unconditional(desired, 300));

        assertThat(publisher.read(desired.key())).isEqualTo(new Published(desired, 300));
    }

    @Test
    @DisplayName("a new time to live is published")
    void replace_ofTheTtl_changesIt() throws Exception {
        DnsPublisher publisher = open();
        RecordSet before = addresses("www", "192.0.2.10");
        RecordSet after = RecordSet.of(before.key(), new Ttl(600), before.rdata());
        publisher.replace(unconditional(before, 1));

        publisher.replace(unconditional(after, 2));

        assertThat(lookup(after.key())).isEqualTo(after);
        assertThat(publisher.read(after.key())).isEqualTo(new Published(after, 2));
    }

    @Test
    @DisplayName("several addresses are published together")
    void replace_withSeveralAddresses_publishesAll() throws Exception {
        RecordSet desired = addresses("www", "192.0.2.10", "192.0.2.20", "198.51.100.7");

        open().replace(unconditional(desired, 1));

        assertThat(lookup(desired.key())).isEqualTo(desired);
    }

    @Test
    @DisplayName("IPv6 addresses are published and read back in canonical form")
    void replace_ofAaaa_publishesIt() throws Exception {
        DnsPublisher publisher = open();
        RecordSet desired =
                RecordSet.of(key("www", RecordType.AAAA), new Ttl(60), List.of("2001:db8::1", "2001:db8:0:1:1:1:1:1"));

        publisher.replace(unconditional(desired, 1));

        assertThat(lookup(desired.key())).isEqualTo(desired);
        assertThat(publisher.read(desired.key())).isEqualTo(new Published(desired, 1));
    }

    @Test
    @DisplayName("an alias is published, and replaced by another")
    void replace_ofCname_publishesIt() throws Exception {
        DnsPublisher publisher = open();
        RecordSet before = RecordSet.of(key("alias", RecordType.CNAME), new Ttl(60), List.of("a.example.net."));
        RecordSet after = RecordSet.of(before.key(), new Ttl(60), List.of("b.example.net."));
        publisher.replace(unconditional(before, 1));

        publisher.replace(unconditional(after, 2));

        assertThat(lookup(after.key())).isEqualTo(after);
        assertThat(publisher.read(after.key())).isEqualTo(new Published(after, 2));
    }

    @Test
    @DisplayName("other types of the same owner, and other owners, are not touched")
    void replace_leavesOtherRecordSetsAlone() throws Exception {
        DnsPublisher publisher = open();
        RecordSet foreign = addresses("foreign", "203.0.113.1");
        RecordSet sibling = RecordSet.of(key("www", RecordType.AAAA), new Ttl(60), List.of("2001:db8::1"));
        writeOutOfBand(foreign);
        publisher.replace(unconditional(sibling, 1));

        publisher.replace(unconditional(addresses("www", "192.0.2.10"), 5));

        assertThat(lookup(foreign.key())).isEqualTo(foreign);
        assertThat(lookup(sibling.key())).isEqualTo(sibling);
        assertThat(publisher.read(sibling.key())).isEqualTo(new Published(sibling, 1));
    }

    @Test
    @DisplayName("what somebody else wrote is read as it is, with generation 0")
    void read_ofForeignRecords_hasNoGeneration() throws Exception {
        RecordSet foreign = addresses("www", "203.0.113.1");
        writeOutOfBand(foreign);

        assertThat(open().read(foreign.key())).isEqualTo(new Published(foreign, 0));
    }

    @Test
    @DisplayName("a publisher reads the server and not its memory")
    void read_seesWhatAnotherPublisherWrote() throws Exception {
        DnsPublisher first = open();
        DnsPublisher second = open();
        RecordSet desired = addresses("www", "192.0.2.10");
        assertThat(second.read(desired.key())).isEqualTo(Published.NOTHING);

        first.replace(unconditional(desired, 4));

        assertThat(second.read(desired.key())).isEqualTo(new Published(desired, 4));
    }

    @Test
    @DisplayName("without the capability to compare, a change with a condition is refused, and nothing happens")
    void conditionalChange_withoutTheCapability_isRefused() throws Exception {
        DnsPublisher publisher = open();
        RecordSet desired = addresses("www", "192.0.2.10");
        Change conditional = new Change(desired, Published.NOTHING, 1, 0);

        if (publisher.capabilities().contains(Capability.COMPARE_AND_SET)) {
            publisher.replace(conditional);
            assertThat(lookup(desired.key())).isEqualTo(desired);
        } else {
            assertFails(() -> publisher.replace(conditional), PublishEffect.NONE);
            assertThat(lookup(desired.key())).isNull();
        }
    }

    @Test
    @DisplayName("an ANAME is published by a publisher with the capability, and refused by one without")
    void aname_needsTheCapability() throws Exception {
        DnsPublisher publisher = open();
        RecordSet desired = RecordSet.of(key("www", RecordType.ANAME), new Ttl(60), List.of("cdn.example.net."));
        Change change = unconditional(desired, 1);

        if (publisher.capabilities().contains(Capability.ANAME)) {
            assertThatNoException().isThrownBy(() -> publisher.replace(change));
        } else {
            assertFails(() -> publisher.replace(change), PublishEffect.NONE);
        }
    }

    @TestFactory
    @DisplayName("a server that cannot be reached is reported, with what may have happened to the zone")
    Stream<DynamicTest> unreachableServer_isReported() throws Exception {
        return unreachable().stream()
                .map(this::keep)
                .map(publisher -> DynamicTest.dynamicTest("reading and writing throw, without secrets", () -> {
                    RecordSet desired = addresses("www", "192.0.2.10");

                    assertFails(() -> publisher.read(desired.key()), PublishEffect.NONE);
                    assertFails(
                            () -> publisher.replace(unconditional(desired, 1)),
                            PublishEffect.NONE,
                            PublishEffect.UNKNOWN);
                }));
    }

    @TestFactory
    @DisplayName("an interrupt ends a call")
    Stream<DynamicTest> interrupt_endsCall() throws Exception {
        return silent().stream().map(this::keep).flatMap(publisher -> {
            RecordSet desired = addresses("www", "192.0.2.10");
            return Stream.of(
                    DynamicTest.dynamicTest("a read", () -> assertInterruptible(() -> publisher.read(desired.key()))),
                    DynamicTest.dynamicTest(
                            "a write", () -> assertInterruptible(() -> publisher.replace(unconditional(desired, 1)))));
        });
    }

    @Test
    @DisplayName("the name is short and printable, stays the same, and gives no secret away")
    void name_isFitForALog() throws Exception {
        DnsPublisher publisher = open();

        assertThat(publisher.name()).matches("[ -~]{1,255}").isEqualTo(publisher.name());
        assertThat(secrets()).noneMatch(publisher.name()::contains).noneMatch(publisher.toString()::contains);
    }

    @Test
    @DisplayName("the capabilities stay the same")
    void capabilities_stayTheSame() throws Exception {
        DnsPublisher publisher = open();
        Set<Capability> before = Set.copyOf(publisher.capabilities());
        publisher.replace(unconditional(addresses("www", "192.0.2.10"), 1));

        assertThat(publisher.capabilities()).isEqualTo(before);
    }

    @Test
    @DisplayName("closing twice is closing once, and leaves no thread")
    void close_twice_leavesNoThread() throws Exception {
        LiveThreads before = LiveThreads.now();
        DnsPublisher publisher = open();
        publisher.replace(unconditional(addresses("www", "192.0.2.10"), 1));
        publisher.close();

        assertThatNoException().isThrownBy(publisher::close);

        before.assertNoneCameToStay(this::isFixture);
    }
}
