package io.dnsfailover.dns.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.RecordDirectory;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class AnswererTest {
    private final MemoryDirectory directory = Fixture.directory();
    private final Answerer answerer = Fixture.answerer(directory);

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # what is there
            www.example.com.        | A     | NOERROR  | www.example.com. 30 A 192.0.2.10; www.example.com. 30 A 192.0.2.20 |
            www.example.com.        | AAAA  | NOERROR  | www.example.com. 30 AAAA 2001:db8:0:0:0:0:0:10 |
            sub.example.com.        | A     | NOERROR  | sub.example.com. 30 A 192.0.2.50 |
            a.b.c.example.com.      | A     | NOERROR  | a.b.c.example.com. 30 A 192.0.2.30 |
            # no data: another type, an unknown type, an empty non-terminal
            v4.example.com.         | AAAA  | NOERROR  | | example.com. 60 SOA
            v4.example.com.         | TXT   | NOERROR  | | example.com. 60 SOA
            v4.example.com.         | HTTPS | NOERROR  | | example.com. 60 SOA
            v4.example.com.         | TYPE65400 | NOERROR | | example.com. 60 SOA
            v4.example.com.         | CNAME | NOERROR  | | example.com. 60 SOA
            v4.example.com.         | SOA   | NOERROR  | | example.com. 60 SOA
            v4.example.com.         | NS    | NOERROR  | | example.com. 60 SOA
            c.example.com.          | A     | NOERROR  | | example.com. 60 SOA
            b.c.example.com.        | A     | NOERROR  | | example.com. 60 SOA
            b.c.example.com.        | ANY   | NOERROR  | | example.com. 60 SOA
            wild.example.com.       | A     | NOERROR  | | example.com. 60 SOA
            example.com.            | A     | NOERROR  | | example.com. 60 SOA
            example.com.            | DS    | NOERROR  | | example.com. 60 SOA
            # what is not there
            nothing.example.com.    | A     | NXDOMAIN | | example.com. 60 SOA
            nothing.example.com.    | ANY   | NXDOMAIN | | example.com. 60 SOA
            x.www.example.com.      | A     | NXDOMAIN | | example.com. 60 SOA
            xb.c.example.com.       | A     | NXDOMAIN | | example.com. 60 SOA
            x.sub.example.com.      | A     | NXDOMAIN | | sub.example.com. 60 SOA
            # the apex
            example.com.            | SOA   | NOERROR  | example.com. 3600 SOA |
            example.com.            | NS    | NOERROR  | example.com. 3600 NS ns1.example.net.; example.com. 3600 NS ns2.example.com. |
            ns2.example.com.        | A     | NOERROR  | ns2.example.com. 3600 A 192.0.2.53 |
            ns2.example.com.        | AAAA  | NOERROR  | ns2.example.com. 3600 AAAA 2001:db8:0:0:0:0:0:53 |
            bare.example.net.       | SOA   | NOERROR  | bare.example.net. 3600 SOA |
            bare.example.net.       | NS    | NOERROR  | | bare.example.net. 60 SOA
            # a zone below a zone: DS is the parent's
            sub.example.com.        | DS    | NOERROR  | | example.com. 60 SOA
            sub.example.com.        | TXT   | NOERROR  | | sub.example.com. 60 SOA
            # aliases
            api.example.com.        | CNAME | NOERROR  | api.example.com. 30 CNAME www.example.com. |
            api.example.com.        | AAAA  | NOERROR  | api.example.com. 30 CNAME www.example.com.; www.example.com. 30 AAAA 2001:db8:0:0:0:0:0:10 |
            api2.example.com.       | AAAA  | NOERROR  | api2.example.com. 30 CNAME api.example.com.; api.example.com. 30 CNAME www.example.com.; www.example.com. 30 AAAA 2001:db8:0:0:0:0:0:10 |
            api.example.com.        | TXT   | NOERROR  | api.example.com. 30 CNAME www.example.com. | example.com. 60 SOA
            outside.example.com.    | A     | NOERROR  | outside.example.com. 30 CNAME host.example.org. |
            dead.example.com.       | A     | NXDOMAIN | dead.example.com. 30 CNAME nothing.v4.example.com. | example.com. 60 SOA
            # wildcards (RFC 4592)
            x.wild.example.com.     | A     | NOERROR  | x.wild.example.com. 30 A 192.0.2.40 |
            x.y.wild.example.com.   | A     | NOERROR  | x.y.wild.example.com. 30 A 192.0.2.40 |
            *.wild.example.com.     | A     | NOERROR  | *.wild.example.com. 30 A 192.0.2.40 |
            x.*.wild.example.com.   | A     | NXDOMAIN | | example.com. 60 SOA
            x.wild.example.com.     | AAAA  | NOERROR  | | example.com. 60 SOA
            ent.wild.example.com.   | A     | NOERROR  | | example.com. 60 SOA
            x.ent.wild.example.com. | A     | NXDOMAIN | | example.com. 60 SOA
            x.alias.example.com.    | AAAA  | NOERROR  | x.alias.example.com. 30 CNAME www.example.com.; www.example.com. 30 AAAA 2001:db8:0:0:0:0:0:10 |
            x.alias.example.com.    | CNAME | NOERROR  | x.alias.example.com. 30 CNAME www.example.com. |
            # ANY: one of the record sets (RFC 8482)
            www.example.com.        | ANY   | NOERROR  | www.example.com. 30 A 192.0.2.10; www.example.com. 30 A 192.0.2.20 |
            bare.example.net.       | ANY   | NOERROR  | bare.example.net. 3600 SOA |
            api.example.com.        | ANY   | NOERROR  | api.example.com. 30 CNAME www.example.com. |
            """)
    void answer_nameInOurZones_isAuthoritative(
            String name, String type, String rcode, String answer, String authority) {
        Message response = Fixture.ask(answerer, name, type);

        assertThat(Fixture.rcode(response)).isEqualTo(rcode);
        assertThat(Fixture.answer(response)).isEqualTo(answer == null ? "" : answer);
        assertThat(Fixture.authority(response)).isEqualTo(authority == null ? "" : authority);
        assertThat(response.getSection(Section.ADDITIONAL)).isEmpty();
        assertThat(response.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(response.getHeader().getFlag(Flags.TC)).isFalse();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # not ours
            www.example.org.        | A     | REFUSED
            com.                    | A     | REFUSED
            .                       | NS    | REFUSED
            xexample.com.           | A     | REFUSED
            # a transfer is another issue's
            example.com.            | AXFR  | REFUSED
            example.com.            | IXFR  | REFUSED
            # not known yet, or not to be known here
            pending.example.com.    | A     | SERVFAIL
            pending.example.com.    | ANY   | SERVFAIL
            stuck.example.com.      | A     | SERVFAIL
            flat.example.com.       | A     | SERVFAIL
            flat.example.com.       | AAAA  | SERVFAIL
            flat.example.com.       | ANY   | SERVFAIL
            loop1.example.com.      | A     | SERVFAIL
            """)
    void answer_whatIsNotAnswered_saysSoWithoutRecords(String name, String type, String rcode) {
        Message response = Fixture.ask(answerer, name, type);

        assertThat(Fixture.rcode(response)).isEqualTo(rcode);
        assertThat(Fixture.answer(response) + Fixture.authority(response)).isEmpty();
        assertThat(response.getHeader().getFlag(Flags.AA)).isFalse();
        assertThat(response.getQuestion().getName()).hasToString(name);
    }

    @Test
    void answer_otherTypeOfAPendingOrFlattenedName_isNoData() {
        assertThat(Fixture.authority(Fixture.ask(answerer, "pending.example.com.", "AAAA")))
                .isEqualTo("example.com. 60 SOA");
        assertThat(Fixture.authority(Fixture.ask(answerer, "flat.example.com.", "TXT")))
                .isEqualTo("example.com. 60 SOA");
    }

    @Test
    void answer_soa_holdsWhatTheZoneSays() {
        SOARecord described = (SOARecord) Fixture.ask(answerer, "example.com.", "SOA")
                .getSection(Section.ANSWER)
                .get(0);
        SOARecord derived = (SOARecord) Fixture.ask(answerer, "bare.example.net.", "SOA")
                .getSection(Section.ANSWER)
                .get(0);

        assertThat(described.getHost()).hasToString("ns1.example.net.");
        assertThat(described.getAdmin()).hasToString("hostmaster.example.com.");
        assertThat(described.getMinimum()).isEqualTo(60);
        assertThat(described.getSerial()).isEqualTo(Fixture.SERIAL);
        assertThat(derived.getHost()).hasToString(".");
        assertThat(derived.getAdmin()).hasToString("hostmaster.bare.example.net.");
    }

    @Test
    void answer_afterChanges_serialOnlyGrows() {
        Fixture.ask(answerer, "v4.example.com.", "A");
        directory.put("example.com.", "v4.example.com.", RecordType.A, "192.0.2.5");

        assertThat(Fixture.answer(Fixture.ask(answerer, "v4.example.com.", "A")))
                .endsWith("192.0.2.5");
        assertThat(serial()).isEqualTo(Fixture.SERIAL + 1);

        directory.put("example.com.", "new.example.com.", RecordType.A, "192.0.2.6");

        assertThat(Fixture.answer(Fixture.ask(answerer, "new.example.com.", "A")))
                .endsWith("192.0.2.6");
        assertThat(serial()).isEqualTo(Fixture.SERIAL + 2);
        assertThat(serial()).isEqualTo(Fixture.SERIAL + 2);
    }

    private long serial() {
        Message response = Fixture.ask(answerer, "example.com.", "SOA");
        return ((SOARecord) response.getSection(Section.ANSWER).get(0)).getSerial();
    }

    @Test
    void answer_policyTakenAway_nameIsGone() {
        Fixture.ask(answerer, "v4.example.com.", "A");
        directory.remove("example.com.", "v4.example.com.", RecordType.A);

        assertThat(Fixture.rcode(Fixture.ask(answerer, "v4.example.com.", "A"))).isEqualTo("NXDOMAIN");
        assertThat(answerer.exists(DnsName.of("v4.example.com."))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"WwW.eXaMpLe.CoM., A", "NoThInG.eXample.cOm., A", "x.WILD.example.com., A", "ApI.example.com., AAAA"})
    void answer_questionInMixedCase_isKept(String name, String type) {
        Message response = Fixture.ask(answerer, name, type);

        assertThat(response.getQuestion().getName()).hasToString(name);
        for (Record record :
                response.getSection(Section.ANSWER).stream().limit(1).toList()) {
            assertThat(record.getName()).hasToString(name);
        }
        for (Record record : response.getSection(Section.AUTHORITY)) {
            assertThat(name).endsWith(record.getName().toString());
        }
    }

    @Test
    void answer_flagsOfTheQuery_onlyRdAndIdAreCopied() {
        Message query = Fixture.query("www.example.com.", "A");
        for (int flag : new int[] {Flags.AA, Flags.TC, Flags.RA, Flags.AD, Flags.CD}) {
            query.getHeader().setFlag(flag);
        }
        query.getHeader().unsetFlag(Flags.RD);
        query.getHeader().setID(0xBEEF);
        Message withRd = Fixture.query("www.example.com.", "A");
        withRd.getHeader().setFlag(Flags.RD);

        Message response = Fixture.ask(answerer, query);

        assertThat(response.getHeader().getID()).isEqualTo(0xBEEF);
        assertThat(response.getHeader().printFlags()).isEqualTo("qr aa ");
        assertThat(Fixture.ask(answerer, withRd).getHeader().printFlags()).isEqualTo("qr aa rd ");
    }

    @ParameterizedTest
    @CsvSource({"CH", "HS", "ANY"})
    void answer_otherClass_isRefused(String dnsClass) throws Exception {
        Name name = Name.fromString("www.example.com.");
        Message query = Message.newQuery(Record.newRecord(name, Type.A, DClass.value(dnsClass)));

        assertThat(Fixture.rcode(Fixture.ask(answerer, query))).isEqualTo("REFUSED");
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "4", "5", "6", "15"})
    void answer_otherOpcode_isNotImplementedWithAHeaderAlone(int opcode) {
        Message query = Fixture.query("example.com.", "SOA");
        query.getHeader().setOpcode(opcode);

        byte[] response = answerer.answer(query.toWire(), Transport.UDP);

        assertThat(response).hasSize(12);
        assertThat(Fixture.parse(response).getRcode()).isEqualTo(Rcode.NOTIMP);
        assertThat(Fixture.parse(response).getHeader().getOpcode()).isEqualTo(opcode);
    }

    @Test
    @DisplayName("a directory that throws costs SERVFAIL, is counted, and the next query is answered")
    void answer_directoryThrows_isServfail() {
        MemoryDirectory inner = Fixture.directory();
        boolean[] broken = {true};
        Answerer answerer = Fixture.over(inner).build();
        Answerer failing = Answerer.over(new RecordDirectory() {
                    @Override
                    public RecordSet current(DnsName owner, RecordType type) {
                        if (broken[0]) {
                            throw new StackOverflowError("a fault of the host");
                        }
                        return inner.current(owner, type);
                    }

                    @Override
                    public Set<RecordSetKey> keys() {
                        return inner.keys();
                    }
                })
                .build();
        byte[] query = Fixture.query("www.example.com.", "A").toWire();

        Message first = Fixture.parse(failing.answer(query, Transport.UDP));
        boolean handedBack = failing.answerIfOurs(query, Transport.UDP).isEmpty();
        broken[0] = false;

        assertThat(Fixture.rcode(first)).isEqualTo("SERVFAIL");
        assertThat(handedBack).isTrue();
        assertThat(failing.failures()).isEqualTo(2);
        assertThat(failing.answer(query, Transport.UDP)).isEqualTo(answerer.answer(query, Transport.UDP));
    }

    @Test
    void build_zoneDescribedTwice_isRefused() {
        Answerer.Builder builder = Answerer.over(directory).zone(ZoneInfo.of(DnsName.of("example.com.")));

        assertThatThrownBy(() -> builder.zone(ZoneInfo.of(DnsName.of("EXAMPLE.com."))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EXAMPLE.com. is already described");
    }
}
