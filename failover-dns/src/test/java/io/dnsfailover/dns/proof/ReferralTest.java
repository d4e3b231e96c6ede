package io.dnsfailover.dns.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Target;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

class ReferralTest {
    private static final DnsName ZONE = DnsName.of("example.com.");
    private static final DnsName PARENT = DnsName.of("com.");
    private static final DnsName NS1 = DnsName.of("ns1.example.com.");
    private static final DnsName OTHER = DnsName.of("ns.other.net.");

    private static Referral fromParent(ReplyMaker reply) {
        return Referral.of(reply.message(), ZONE, Referral.Speaker.PARENT, PARENT);
    }

    private static ReplyMaker reply() throws Exception {
        return ReplyMaker.to("example.com.", Type.NS);
    }

    private static InetAddress address(String literal) {
        return ((Target.Address) Target.parse(literal)).address();
    }

    @Test
    void of_referral_hasNamesAndGlue() throws Exception {
        Referral found = fromParent(
                reply().authorities("EXAMPLE.com. 60 NS ns1.example.com.", "example.com. 60 NS ns.other.net.")
                        .additional("ns1.example.com. 60 A 192.0.2.1", "ns1.example.com. 60 AAAA 2001:db8::1"));

        assertThat(found)
                .isEqualTo(new Referral(
                        List.of(OTHER, NS1), Map.of(NS1, Set.of(address("192.0.2.1"), address("2001:db8::1"))), ""));
    }

    @Test
    @DisplayName("glue is believed of names in the zone of who sends it, and of name servers, and of no others")
    void of_foreignGlue_isNotBelieved() throws Exception {
        Referral found = fromParent(
                reply().authorities("example.com. 60 NS ns1.example.com.", "example.com. 60 NS ns.other.net.")
                        .additional(
                                "ns.other.net. 60 A 192.0.2.66",
                                "www.bank.com. 60 A 192.0.2.66",
                                "ns1.example.com. 60 A 192.0.2.1"));

        assertThat(found.glue()).isEqualTo(Map.of(NS1, Set.of(address("192.0.2.1"))));
    }

    @Test
    @DisplayName("a referral up, down or sideways says nothing of the zone, so that none leads in a circle")
    void of_referralElsewhere_isNone() throws Exception {
        for (String owner : List.of("com.", ".", "sub.example.com.", "example.net.")) {
            Referral found = fromParent(reply().authorities(owner + " 60 NS ns1.example.com."));

            assertThat(found.names()).isEmpty();
            assertThat(found.note()).isEqualTo("a referral to the zone " + owner);
        }
    }

    @Test
    @DisplayName("an answer counts where it has authority, as when a server has both parent and zone")
    void of_answer_needsAuthority() throws Exception {
        String record = "example.com. 60 NS ns1.example.com.";

        assertThat(fromParent(reply().authority().answer(record)).names()).containsExactly(NS1);
        assertThat(fromParent(reply().answer(record)).note()).isEqualTo("an answer without authority");
        assertThat(Referral.of(reply().answer(record).message(), ZONE, Referral.Speaker.RESOLVER, ZONE)
                        .names())
                .containsExactly(NS1);
        assertThat(Referral.of(reply().authorities(record).message(), ZONE, Referral.Speaker.ZONE, ZONE)
                        .names())
                .isEmpty();
    }

    @Test
    void of_nothing_saysWhy() throws Exception {
        assertThat(fromParent(reply().authority().rcode(Rcode.NXDOMAIN)).note()).isEqualTo("NXDOMAIN");
        assertThat(fromParent(reply().authority()).note()).isEqualTo("no NS records");
    }

    @Test
    @DisplayName("of many names the first 16 are taken, of many addresses the first 8, and that is said")
    void of_many_isBounded() throws Exception {
        ReplyMaker reply = reply();
        for (int i = 0; i < 40; i++) {
            reply.authorities("example.com. 60 NS ns" + (char) ('a' + i / 10) + i % 10 + ".com.")
                    .additional("nsa0.com. 60 A 192.0.2." + i);
        }

        Referral found = fromParent(reply);

        assertThat(found.names()).hasSize(16).isSorted();
        assertThat(found.glue().get(DnsName.of("nsa0.com."))).hasSize(8);
        assertThat(found.note()).isEqualTo("of 40 name servers the first 16 are looked at");
    }

    @Test
    void of_namesWithOtherOctets_areLeftOut() throws Exception {
        Referral found =
                fromParent(reply().authorities("example.com. 60 NS a\\032b.com.", "example.com. 60 NS ns.com."));

        assertThat(found.names()).containsExactly(DnsName.of("ns.com."));
        assertThat(found.note()).contains("has no name that can be asked for");
    }
}
