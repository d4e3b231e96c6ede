package io.dnsfailover.dns.rfc2136;

import static io.dnsfailover.dns.rfc2136.Publishing.assertFails;
import static io.dnsfailover.dns.rfc2136.Publishing.at;
import static io.dnsfailover.dns.rfc2136.Publishing.change;
import static io.dnsfailover.dns.rfc2136.Publishing.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.server.RealServer;
import io.dnsfailover.dns.server.ServerKey;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.Withdrawal;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has to hold on each kind of server beyond the contract of all publishers. Every test has a name of its own in the zone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RealServerTests {
    private static final String[] ZONE_RECORDS = {
        "byhand 300 A 192.0.2.1",
        "kept 300 A 192.0.2.1",
        "alias 300 CNAME byhand",
        "crowded 300 A 192.0.2.1",
        "crowded 300 TXT busy",
        "foreign 300 A 192.0.2.1",
        "_failover-a.foreign 300 TXT \"v=1 owner=other generation=3 token=0\"",
        "future 300 A 192.0.2.1",
        "_failover-a.future 300 TXT \"v=2 owner=failover generation=3\"",
        "prose 300 A 192.0.2.1",
        "_failover-a.prose 300 TXT \"do not touch\"",
        "odd 0 A 192.0.2.1",
        "*.wild 300 A 192.0.2.9",
        "*.wild 300 TXT \"v=spf1 -all\"",
        "*.wildalias 300 CNAME byhand",
        "drifted 300 A 192.0.2.1",
    };

    private RealServer server;
    private Rfc2136Publisher publisher;

    abstract RealServer start(String... records);

    @BeforeAll
    void start() {
        server = start(ZONE_RECORDS);
        publisher = Publishing.to(server).build();
    }

    @AfterAll
    void stop() {
        if (server != null) {
            publisher.close();
            server.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a.example.com.,        A,     192.0.2.10,   192.0.2.20",
        "aaaa.example.com.,     AAAA,  2001:db8::10, 2001:db8::20",
        "cname.example.com.,    CNAME, a.other.net., b.other.net.",
        "example.com.,          A,     192.0.2.10,   192.0.2.20",
        "*.star.example.com.,   A,     192.0.2.10,   192.0.2.20",
        "*.example.com.,        AAAA,  2001:db8::10, 2001:db8::20",
        "MiXed.Example.COM.,    A,     192.0.2.10,   192.0.2.20",
    })
    void replace_anyOwnerAndType_canBeWrittenAndMoved(String owner, RecordType type, String first, String second)
            throws Exception {
        RecordSetKey key = at(owner, type);

        publisher.replace(change(1, set(key, first), publisher.read(key)));
        publisher.replace(change(2, set(key, second), publisher.read(key)));

        assertThat(publisher.read(key)).isEqualTo(new Published(set(key, second), 2));
    }

    @Test
    void read_nothingThere_isNothing() throws Exception {
        assertThat(publisher.read(at("none.example.com.", RecordType.A))).isEqualTo(Published.NOTHING);
        assertThat(publisher.read(at("byhand.example.com.", RecordType.AAAA))).isEqualTo(Published.NOTHING);
    }

    @Test
    void read_ttlThatWeWouldNotChoose_isShownAsTheNearest() throws Exception {
        Published read = publisher.read(at("odd.example.com.", RecordType.A));

        assertThat(read.recordSet().ttl()).isEqualTo(new Ttl(1));
    }

    @Test
    void replace_recordSetWithoutMark_isAdopted() throws Exception {
        RecordSetKey key = at("byhand.example.com.", RecordType.A);
        Published before = publisher.read(key);

        publisher.replace(change(1, set(key, "192.0.2.20"), before));

        assertThat(before.generation()).isZero();
        assertThat(publisher.read(key)).isEqualTo(new Published(set(key, "192.0.2.20"), 1));
    }

    @ParameterizedTest
    @CsvSource({"foreign, other", "future, cannot be read", "prose, mark"})
    void replace_markThatIsNotOurs_isConflictAndTouchesNothing(String label, String why) throws Exception {
        RecordSetKey key = at(label + ".example.com.", RecordType.A);
        Published before = publisher.read(key);

        assertFails(PublishEffect.CONFLICT, publisher, change(9, set(key, "192.0.2.20"), before))
                .hasMessageContaining(why);
        assertFails(PublishEffect.CONFLICT, publisher, change(9, set(key, "192.0.2.20")));

        assertThat(before.generation()).isZero();
        assertThat(publisher.read(key)).isEqualTo(before);
    }

    @Test
    void replace_addressesOfAnAlias_isConflict() throws Exception {
        RecordSetKey key = at("alias.example.com.", RecordType.A);
        Published before = publisher.read(key);

        assertThat(before).isEqualTo(Published.NOTHING);
        assertFails(PublishEffect.CONFLICT, publisher, change(1, set(key, "192.0.2.20"), before))
                .hasMessageContaining("alias");
    }

    @Test
    void replace_aliasBesideOtherTypes_isConflict() throws Exception {
        RecordSetKey key = at("crowded.example.com.", RecordType.CNAME);

        assertFails(PublishEffect.CONFLICT, publisher, change(1, set(key, "a.other.net."), publisher.read(key)))
                .hasMessageContaining("other types");
        assertThat(publisher.read(at("crowded.example.com.", RecordType.A)).recordSet())
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"one.wild.example.com., A, 192.0.2.20", "two.wild.example.com., AAAA, 2001:db8::20"})
    @DisplayName("a record set that a wildcard makes up is overlaid, not in conflict with itself")
    void replace_nameUnderWildcard_isWritten(String owner, RecordType type, String datum) throws Exception {
        RecordSetKey key = at(owner, type);

        publisher.replace(change(1, set(key, datum), publisher.read(key)));

        assertThat(publisher.read(key)).isEqualTo(new Published(set(key, datum), 1));
        assertThat(publisher
                        .read(at("other.wild.example.com.", RecordType.A))
                        .recordSet()
                        .rdata())
                .containsExactly("192.0.2.9");
    }

    @Test
    void replace_nameUnderWildcardAlias_isWritten() throws Exception {
        RecordSetKey key = at("one.wildalias.example.com.", RecordType.A);

        publisher.replace(change(1, set(key, "192.0.2.20"), publisher.read(key)));

        assertThat(publisher.read(key)).isEqualTo(new Published(set(key, "192.0.2.20"), 1));
    }

    @Test
    @DisplayName("what somebody edits by hand is a conflict for who does not know, and is repaired by who has seen it")
    void replace_recordSetEditedByHand() throws Exception {
        RecordSetKey key = at("drifted.example.com.", RecordType.A);
        RecordSet ours = set(key, "192.0.2.10", "192.0.2.11");
        publisher.replace(change(4, ours));
        HandEdit.of(server).replace(key, 60, "192.0.2.66");
        Published edited = publisher.read(key);

        assertThat(edited.generation()).isEqualTo(4);
        assertFails(PublishEffect.CONFLICT, publisher, change(5, ours, new Published(ours, 4)));
        assertFails(PublishEffect.CONFLICT, publisher, change(4, ours));

        publisher.replace(change(4, ours, edited));
        assertThat(publisher.read(key)).isEqualTo(new Published(ours, 4));

        HandEdit.of(server).delete(key);
        publisher.replace(change(5, ours, publisher.read(key)));
        assertThat(publisher.read(key)).isEqualTo(new Published(ours, 5));
    }

    @Test
    void replace_controllerThatWasReplaced_losesForGood() throws Exception {
        RecordSetKey key = at("fenced.example.com.", RecordType.A);
        publisher.replace(new Change(set(key, "192.0.2.10"), null, 1, 5));
        publisher.replace(new Change(set(key, "192.0.2.10"), null, 1, 6));

        Published now = publisher.read(key);

        assertFails(PublishEffect.CONFLICT, publisher, new Change(set(key, "192.0.2.20"), now, 2, 5))
                .hasMessageContaining("token 6");
        publisher.replace(new Change(set(key, "192.0.2.20"), now, 2, 6));
    }

    @Test
    @DisplayName(
            "what is taken away is gone, leaves its mark, and can come back; whoever expected something else loses")
    void withdraw_takesAway_andKeepsTheMark() throws Exception {
        RecordSetKey key = at("gone.example.com.", RecordType.A);
        RecordSetKey sibling = at("gone.example.com.", RecordType.AAAA);
        publisher.replace(change(1, set(sibling, "2001:db8::1")));
        publisher.replace(change(1, set(key, "192.0.2.10")));
        Published before = publisher.read(key);

        assertWithdrawalFails(new Withdrawal(key, new Published(set(key, "192.0.2.99"), 1), 2, 0), "expected");
        assertWithdrawalFails(new Withdrawal(key, new Published(set(key, "192.0.2.10"), 9), 2, 0), "expected");
        assertThat(publisher.read(key)).isEqualTo(before);

        publisher.withdraw(new Withdrawal(key, before, 2, 0));
        publisher.withdraw(new Withdrawal(key, before, 2, 0));
        assertThat(HandEdit.of(server).read(key)).isNull();
        assertThat(publisher.read(key)).isEqualTo(new Published(null, 2));
        assertThat(publisher.read(sibling)).isEqualTo(new Published(set(sibling, "2001:db8::1"), 1));

        assertFails(PublishEffect.CONFLICT, publisher, change(1, set(key, "192.0.2.10")));
        publisher.replace(change(3, set(key, "192.0.2.20"), publisher.read(key)));
        assertThat(publisher.read(key)).isEqualTo(new Published(set(key, "192.0.2.20"), 3));
        assertWithdrawalFails(new Withdrawal(key, publisher.read(key), 2, 0), "generation 3 is newer than 2");
    }

    @ParameterizedTest
    @CsvSource({"kept.example.com.", "foreign.example.com.", "prose.example.com.", "three.wild.example.com."})
    @DisplayName("what is not marked as ours stays")
    void withdraw_whatIsNotOurs_isConflict(String owner) throws Exception {
        RecordSetKey key = at(owner, RecordType.A);
        Published before = publisher.read(key);

        assertWithdrawalFails(new Withdrawal(key, before, 9, 0), "not marked as that of 'failover'");

        assertThat(publisher.read(key)).isEqualTo(before);
    }

    private void assertWithdrawalFails(Withdrawal withdrawal, String why) {
        assertThatThrownBy(() -> publisher.withdraw(withdrawal))
                .isInstanceOfSatisfying(
                        PublishException.class, e -> assertThat(e.effect()).isEqualTo(PublishEffect.CONFLICT))
                .hasMessageContaining(why);
    }

    @Test
    void replace_manyRecords_goesAndComesBackOverTcp() throws Exception {
        RecordSetKey key = at("many.example.com.", RecordType.A);
        String[] addresses =
                IntStream.range(0, 90).mapToObj(i -> "198.51.100." + i).toArray(String[]::new);

        publisher.replace(change(1, set(key, "192.0.2.10")));
        publisher.replace(change(2, set(key, addresses)));
        publisher.replace(change(3, set(key, "192.0.2.10")));

        assertThat(publisher.read(key).recordSet().rdata()).containsExactly("192.0.2.10");
    }

    @ParameterizedTest
    @CsvSource({
        "ddns, hmac-sha256, d3JvbmcgYnV0IGxvbmcgZW5vdWdoIHRvIGJlIG9uZSE=",
        "nobody, hmac-sha256, dGhpcyBpcyBhIHNlY3JldCBmb3IgdGVzdHMgb25seSE=",
        "ddns, hmac-sha512, dGhpcyBpcyBhIHNlY3JldCBmb3IgdGVzdHMgb25seSE=",
    })
    void replace_keyThatTheServerDoesNotKnow_changesNothingAndShowsNoSecret(
            String name, String algorithm, String secret) throws Exception {
        RecordSetKey key = at("keys.example.com.", RecordType.A);
        try (Rfc2136Publisher stranger = Rfc2136Publisher.to(server.address())
                .key(Publishing.key(new ServerKey(name, algorithm, secret)))
                .build()) {
            assertFails(PublishEffect.NONE, stranger, change(1, set(key, "192.0.2.10")))
                    .hasMessageContaining("valid signature")
                    .hasMessageNotContaining(secret);
        }
        assertThat(publisher.read(key)).isEqualTo(Published.NOTHING);
    }

    @Test
    void read_zoneThatTheServerDoesNotHave_failsWithoutEffect() {
        RecordSetKey elsewhere =
                new RecordSetKey(DnsName.of("example.net."), DnsName.of("www.example.net."), RecordType.A);

        assertThatThrownBy(() -> publisher.read(elsewhere))
                .isInstanceOfSatisfying(
                        PublishException.class, e -> assertThat(e.effect()).isEqualTo(PublishEffect.NONE));
    }

    @Test
    void replace_zoneNamedWrongly_changesNothing() throws Exception {
        RecordSetKey wrongZone =
                new RecordSetKey(DnsName.of("sub.example.com."), DnsName.of("www.sub.example.com."), RecordType.A);

        assertThatThrownBy(() -> publisher.replace(change(1, set(wrongZone, "192.0.2.10"))))
                .isInstanceOfSatisfying(
                        PublishException.class, e -> assertThat(e.effect()).isNotEqualTo(PublishEffect.CONFLICT));
        assertThat(publisher.read(at("www.sub.example.com.", RecordType.A))).isEqualTo(Published.NOTHING);
    }

    @Test
    void replace_sameChangeTwice_isOneWrite() throws Exception {
        RecordSetKey key = at("twice.example.com.", RecordType.A);
        Change change = change(1, set(key, "192.0.2.10"), Published.NOTHING);

        publisher.replace(change);
        long serial = HandEdit.of(server).serial();
        publisher.replace(change);

        assertThat(HandEdit.of(server).serial()).isEqualTo(serial);
    }

    @Test
    void replace_unconditional_keepsTheOrderOfGenerations() throws Exception {
        RecordSetKey key = at("order.example.com.", RecordType.A);
        publisher.replace(change(7, set(key, "192.0.2.10")));

        assertFails(PublishEffect.CONFLICT, publisher, change(6, set(key, "192.0.2.20")));
        assertFails(PublishEffect.CONFLICT, publisher, change(7, set(key, "192.0.2.20")));
        publisher.replace(change(8, set(key, "192.0.2.20")));

        assertThat(publisher.read(key)).isEqualTo(new Published(set(key, "192.0.2.20"), 8));
        assertThat(List.of(server.log()))
                .noneMatch(log -> log.contains(server.key().secret()));
    }
}
