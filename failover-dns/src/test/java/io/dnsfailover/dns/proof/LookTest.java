package io.dnsfailover.dns.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class LookTest {
    private static final DnsName ZONE = DnsName.of("example.com.");
    private static final String NAME = "www.example.com.";
    private static final String SOA = "example.com. 300 SOA ns1.example.com. host.example.com. 7 3600 600 86400 60";
    private static final AuthoritativeServer SERVER =
            new AuthoritativeServer("example.net.", DnsName.of("ns1.example.net."), "192.0.2.53 port 53");
    private static final RecordSet EXPECTED = RecordSet.of(
            new RecordSetKey(ZONE, DnsName.of(NAME), RecordType.A), new Ttl(30), List.of("192.0.2.10", "192.0.2.11"));

    private static Sight look(ReplyMaker reply) {
        return Look.at(new ProofQuestion(SERVER, ZONE, EXPECTED)).sight(Reply.of(reply.wire()));
    }

    private static Sight lookAtZone(ReplyMaker reply) {
        return Look.at(new ProofQuestion(SERVER, ZONE, null)).sight(Reply.of(reply.wire()));
    }

    private static ReplyMaker reply() throws Exception {
        return ReplyMaker.to(NAME, Type.A);
    }

    private static ReplyMaker ofZone() throws Exception {
        return ReplyMaker.to("example.com.", Type.SOA);
    }

    private static Sight sight(Sight.Kind kind, long ttl, String detail) {
        return new Sight(kind, ttl, detail);
    }

    @Test
    @DisplayName("the same data in any order and case serve, with the lowest of their TTLs")
    void sight_sameData_serves() throws Exception {
        assertThat(look(reply().authority()
                        .answer("WWW.example.com. 30 A 192.0.2.11", "www.EXAMPLE.com. 20 A 192.0.2.10")))
                .isEqualTo(sight(Sight.Kind.SERVES, 20, "[192.0.2.10, 192.0.2.11] with a TTL of 20"));
    }

    @Test
    void sight_longerTtl_isOther() throws Exception {
        assertThat(look(reply().authority()
                        .answer("www.example.com. 31 A 192.0.2.11", "www.example.com. 31 A 192.0.2.10")))
                .isEqualTo(sight(Sight.Kind.OTHER, 31, "[192.0.2.10, 192.0.2.11] with a TTL of 31, longer than 30"));
    }

    @Test
    void sight_otherData_isOther() throws Exception {
        assertThat(look(reply().authority().answer("www.example.com. 60 A 192.0.2.99")))
                .isEqualTo(sight(Sight.Kind.OTHER, 60, "[192.0.2.99] with a TTL of 60"));
    }

    @Test
    @DisplayName("records of another name, type or class are no data")
    void sight_foreignRecords_areNoData() throws Exception {
        assertThat(look(reply().authority()
                        .answer("w.example.com. 30 A 192.0.2.10", "www.example.com. 30 AAAA 2001:db8::1")
                        .authorities(SOA)))
                .isEqualTo(sight(Sight.Kind.OTHER, 60, "no A records"));
    }

    @Test
    void sight_alias_isOther() throws Exception {
        assertThat(look(reply().authority()
                        .answer("www.example.com. 90 CNAME cdn.example.net.", "cdn.example.net. 30 A 192.0.2.10")))
                .isEqualTo(sight(Sight.Kind.OTHER, 90, "an alias for cdn.example.net."));
    }

    @Test
    @DisplayName("that there is nothing may be kept for the TTL of the SOA record or its MINIMUM, whichever is less")
    void sight_nothing_hasTheNegativeTtl() throws Exception {
        assertThat(look(reply().authority().rcode(Rcode.NXDOMAIN).authorities(SOA)))
                .isEqualTo(sight(Sight.Kind.OTHER, 60, "NXDOMAIN"));
        assertThat(look(reply().authority().authorities(SOA.replace(" 300 SOA", " 10 SOA"))))
                .isEqualTo(sight(Sight.Kind.OTHER, 10, "no A records"));
        assertThat(look(reply().authority())).isEqualTo(sight(Sight.Kind.OTHER, 0, "no A records"));
    }

    @Test
    @DisplayName("a server of the parent that denies the name is lame: it does not serve the zone")
    void sight_deniedByTheParent_isLame() throws Exception {
        String parent = SOA.replaceFirst("example.com.", "com.");
        assertThat(look(reply().authority().rcode(Rcode.NXDOMAIN).authorities(parent)))
                .isEqualTo(sight(Sight.Kind.LAME, 0, "an answer out of the zone com."));
        assertThat(lookAtZone(ofZone().authority().authorities(parent)).kind()).isEqualTo(Sight.Kind.LAME);
    }

    @ParameterizedTest
    @ValueSource(ints = {Rcode.REFUSED, Rcode.SERVFAIL, Rcode.NOTAUTH, Rcode.FORMERR, Rcode.NOTIMP})
    void sight_error_isLame(int rcode) throws Exception {
        assertThat(look(reply().authority().rcode(rcode))).isEqualTo(sight(Sight.Kind.LAME, 0, Rcode.string(rcode)));
    }

    @Test
    void sight_withoutAuthority_isLame() throws Exception {
        assertThat(look(reply().answer("www.example.com. 30 A 192.0.2.10", "www.example.com. 30 A 192.0.2.11")))
                .isEqualTo(sight(Sight.Kind.LAME, 0, "an answer without authority"));
        assertThat(look(reply().authorities("example.com. 30 NS ns1.example.com.")))
                .isEqualTo(sight(Sight.Kind.LAME, 0, "a referral to other servers"));
    }

    @Test
    void sight_cutEvenOverTcp_isLame() throws Exception {
        assertThat(look(reply().authority().truncated()))
                .isEqualTo(sight(Sight.Kind.LAME, 0, "an answer that is cut even over TCP"));
    }

    @Test
    void sight_ofTheZone_isItsSerial() throws Exception {
        assertThat(lookAtZone(ofZone().authority().answer(SOA))).isEqualTo(sight(Sight.Kind.SERVES, 300, "serial 7"));
        assertThat(lookAtZone(ofZone().authority()).kind()).isEqualTo(Sight.Kind.LAME);
        assertThat(lookAtZone(ofZone().answer(SOA)).kind()).isEqualTo(Sight.Kind.LAME);
    }

    @Test
    @DisplayName("a TTL of 2^31 counts as 0 (RFC 2181 section 8)")
    void sight_ttlWithTheHighestBit_isZero() throws Exception {
        byte[] wire =
                reply().authority().answer("www.example.com. 30 A 192.0.2.99").wire();
        wire[wire.length - 4 - 6] = (byte) 0x80;

        assertThat(Look.at(new ProofQuestion(SERVER, ZONE, EXPECTED))
                        .sight(Reply.of(wire))
                        .ttlSeconds())
                .isZero();
    }

    @Test
    void sight_malformedAndNone_areLameAndSilent() {
        Look look = Look.at(new ProofQuestion(SERVER, ZONE, EXPECTED));

        assertThat(look.sight(Reply.of(new byte[5])).kind()).isEqualTo(Sight.Kind.LAME);
        assertThat(look.sight(new Reply.Silent("no response in time")))
                .isEqualTo(sight(Sight.Kind.SILENT, 0, "no response in time"));
    }

    @Test
    void sight_longSets_areCutInTheDetail() throws Exception {
        ReplyMaker many = reply().authority();
        for (int i = 1; i <= 20; i++) {
            many.answer("www.example.com. 30 A 192.0.2." + i);
        }

        assertThat(look(many).detail())
                .contains(" and 12 more with a TTL of 30")
                .hasSizeLessThan(200);
    }
}
