package io.dnsfailover.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.RecordOutlook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** What is answered from what a directory knows beside the data: TTLs that count down, marks and status. */
class OutlookTest {
    private static final Instant START = Instant.ofEpochSecond(Fixture.SERIAL);

    private final MemoryDirectory directory = Fixture.directory();
    private Instant now = START;

    private Answerer.Builder over() {
        return Answerer.over(directory).clock(() -> now);
    }

    private static RecordOutlook outlook(@Nullable Instant soonestChange) {
        return new RecordOutlook(57, "web1 192.0.2.4", soonestChange);
    }

    @Test
    @DisplayName(
            "while a change is pending the TTL is what is left until it may come, from the record set's own down to"
                    + " the floor")
    void countDown_changeIsPending_ttlIsWhatIsLeft() {
        Answerer answerer = over().countDown(Duration.ofSeconds(5)).build();
        directory.outlook("v4.example.com.", RecordType.A, outlook(START.plusSeconds(40)));

        int[][] ttlsAt = {{0, 30}, {9, 30}, {10, 30}, {11, 29}, {20, 20}, {34, 6}, {35, 5}, {36, 5}, {40, 5}, {4000, 5}
        };
        for (int[] secondsAndTtl : ttlsAt) {
            now = START.plusSeconds(secondsAndTtl[0]);

            assertThat(Fixture.answer(Fixture.ask(answerer, "v4.example.com.", "A")))
                    .as("%s s later", secondsAndTtl[0])
                    .isEqualTo("v4.example.com. " + secondsAndTtl[1] + " A 192.0.2.4");
        }
        directory.outlook("v4.example.com.", RecordType.A, outlook(null));
        assertThat(Fixture.answer(Fixture.ask(answerer, "v4.example.com.", "A")))
                .isEqualTo("v4.example.com. 30 A 192.0.2.4");
    }

    @Test
    @DisplayName("each record set of a chain has its own, all records of a set the same, and other answers keep theirs")
    void countDown_chain_eachRecordSetHasItsOwn() {
        Answerer answerer = over().countDown(Duration.ofSeconds(1)).build();
        directory.outlook("www.example.com.", RecordType.A, outlook(START.plusSeconds(7)));
        directory.outlook("*.wild.example.com.", RecordType.A, outlook(START.plusSeconds(3)));

        assertThat(Fixture.answer(Fixture.ask(answerer, "api.example.com.", "A")))
                .isEqualTo("api.example.com. 30 CNAME www.example.com.; www.example.com. 7 A 192.0.2.10;"
                        + " www.example.com. 7 A 192.0.2.20");
        assertThat(Fixture.answer(Fixture.ask(answerer, "x.wild.example.com.", "A")))
                .isEqualTo("x.wild.example.com. 3 A 192.0.2.40");
        assertThat(Fixture.answer(Fixture.ask(answerer, "www.example.com.", "AAAA")))
                .startsWith("www.example.com. 30 ");
        assertThat(Fixture.authority(Fixture.ask(answerer, "www.example.com.", "MX")))
                .isEqualTo("example.com. 60 SOA");
    }

    @Test
    void countDown_notAskedForOrFloorAboveTheTtl_ttlStays() {
        directory.outlook("v4.example.com.", RecordType.A, outlook(START));

        for (Answerer answerer :
                List.of(over().build(), over().countDown(Duration.ofMinutes(1)).build())) {
            assertThat(Fixture.answer(Fixture.ask(answerer, "v4.example.com.", "A")))
                    .isEqualTo("v4.example.com. 30 A 192.0.2.4");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "_failover-a.v4.example.com.",
        "_FAILOVER-a.V4.example.com.",
        "_failover-a-wildcard.wild.example.com.",
        "_failover-cname.api.example.com."
    })
    @DisplayName("marks are those that a publisher writes, at the same names, and are not to be kept")
    void marks_areThoseOfAPublisher(String name) {
        Answerer answerer = over().marks("failover", 3).build();
        for (RecordType type : RecordType.values()) {
            for (String owner : List.of("v4.example.com.", "*.wild.example.com.", "api.example.com.")) {
                directory.outlook(owner, type, outlook(null));
            }
        }

        Message response = Fixture.ask(answerer, name, "TXT");

        assertThat(response.getSection(Section.ANSWER)).singleElement().satisfies(record -> {
            assertThat(record.getTTL()).isZero();
            assertThat(OwnershipMark.parse(((TXTRecord) record).getStrings()))
                    .isEqualTo(new OwnershipMark("failover", 57, 3));
        });
        assertThat(Fixture.answer(Fixture.ask(answerer, name, "ANY"))).contains("TXT");
        assertThat(Fixture.authority(Fixture.ask(answerer, name, "A"))).isEqualTo("example.com. 60 SOA");
    }

    @Test
    void status_saysWhatIsHeldAndWhenItMayChange() {
        Answerer answerer = over().status().build();
        directory.outlook("v4.example.com.", RecordType.A, outlook(null));
        assertThat(status(answerer)).isEqualTo("\"v=1 generation=57 soonest-change=none holding=web1 192.0.2.4\"");

        directory.outlook("v4.example.com.", RecordType.A, outlook(Instant.parse("2026-11-27T01:02:03.456Z")));
        assertThat(status(answerer))
                .isEqualTo("\"v=1 generation=57 soonest-change=2026-11-27T01:02:03Z holding=web1 192.0.2.4\"");
    }

    private static String status(Answerer answerer) {
        return Fixture.ask(answerer, "_failover-status-a.v4.example.com.", "TXT")
                .getSection(Section.ANSWER)
                .get(0)
                .rdataToString();
    }

    @Test
    void status_longHolding_isSeveralStrings() {
        Answerer answerer = over().status().build();
        directory.outlook("v4.example.com.", RecordType.A, new RecordOutlook(1, "x".repeat(600), null));

        Message response =
                Fixture.ask(answerer, Fixture.query("_failover-status-a.v4.example.com.", "TXT"), Transport.TCP);

        List<String> strings = ((TXTRecord) response.getSection(Section.ANSWER).get(0)).getStrings();
        assertThat(strings).hasSize(3);
        assertThat(String.join("", strings)).endsWith("holding=" + "x".repeat(600));
    }

    @Test
    @DisplayName(
            "without being asked for there is nothing; what is not known is SERVFAIL; a host's server may have them"
                    + " too")
    void remarks_unwantedOrUnknown() {
        assertThat(Fixture.rcode(Fixture.ask(over().build(), "_failover-a.v4.example.com.", "TXT")))
                .isEqualTo("NXDOMAIN");
        Answerer answerer = over().marks("me", 0).build();
        assertThat(Fixture.rcode(Fixture.ask(answerer, "_failover-a.v4.example.com.", "TXT")))
                .isEqualTo("SERVFAIL");
        Answerer records = over().scope(Scope.RECORDS).status().build();
        directory.outlook("v4.example.com.", RecordType.A, outlook(null));
        byte[] query =
                Fixture.query("_failover-status-a.v4.example.com.", "TXT").toWire();
        assertThat(records.answerIfOurs(query, Transport.UDP)).isPresent();
    }

    @Test
    @DisplayName("a directory that has A or AAAA at the owner of an ANAME is believed: the other family is no data")
    void aname_withAddressesInTheDirectory_isAnswered() {
        directory.put("example.com.", "flat.example.com.", RecordType.A, "192.0.2.70");
        Answerer answerer = over().build();

        assertThat(Fixture.answer(Fixture.ask(answerer, "flat.example.com.", "A")))
                .isEqualTo("flat.example.com. 30 A 192.0.2.70");
        assertThat(Fixture.rcode(Fixture.ask(answerer, "flat.example.com.", "AAAA")))
                .isEqualTo("NOERROR");
        assertThat(Fixture.authority(Fixture.ask(answerer, "flat.example.com.", "AAAA")))
                .isEqualTo("example.com. 60 SOA");
        assertThat(Fixture.answer(Fixture.ask(answerer, "flat.example.com.", "ANY")))
                .isEqualTo("flat.example.com. 30 A 192.0.2.70");
    }

    @Test
    void builder_mistakes_areRefused() {
        assertThatThrownBy(() -> over().marks("a b", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> over().marks("a", -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> over().countDown(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> over().marks("a", 0).marks("b", 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> over().countDown(Duration.ofSeconds(1)).countDown(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class);
    }
}
