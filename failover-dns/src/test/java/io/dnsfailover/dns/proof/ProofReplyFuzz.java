package io.dnsfailover.dns.proof;

import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.ProofQuestion;
import io.dnsfailover.spi.Sight;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server may reply to a proof: a sight of it or a referral within its bounds, and never an exception. */
public final class ProofReplyFuzz {
    private static final DnsName ZONE = DnsName.of("example.com.");
    private static final DnsName PARENT = DnsName.of("com.");
    private static final AuthoritativeServer SERVER =
            new AuthoritativeServer("example.net.", DnsName.of("ns1.example.net."), "192.0.2.53 port 53");
    private static final List<RecordSet> EXPECTED = List.of(
            expected(RecordType.A, "192.0.2.10"),
            expected(RecordType.AAAA, "2001:db8::10"),
            expected(RecordType.CNAME, "cdn.example.net."));

    private ProofReplyFuzz() {}

    private static RecordSet expected(RecordType type, String datum) {
        return RecordSet.of(new RecordSetKey(ZONE, DnsName.of("www.example.com."), type), new Ttl(30), List.of(datum));
    }

    /** Takes one input: the first octet chooses what was asked for, the rest is the reply. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Reply reply = Reply.of(Arrays.copyOfRange(input, 1, input.length));
        int choice = input[0] & 7;
        if (choice < 4) {
            sight(reply, choice < 3 ? EXPECTED.get(choice) : null);
        } else if (reply instanceof Reply.Answered answered) {
            Referral.Speaker speaker = choice == 4
                    ? Referral.Speaker.PARENT
                    : choice == 5 ? Referral.Speaker.ZONE : Referral.Speaker.RESOLVER;
            referral(Referral.of(answered.message(), ZONE, speaker, PARENT));
        }
    }

    private static void sight(Reply reply, @Nullable RecordSet expected) {
        Sight sight = Look.at(new ProofQuestion(SERVER, ZONE, expected)).sight(reply);
        if (sight.kind() == Sight.Kind.SILENT) {
            throw new AssertionError("a reply is no silence: " + sight);
        }
        if (sight.kind() == Sight.Kind.SERVES
                && expected != null
                && sight.ttlSeconds() > expected.ttl().seconds()) {
            throw new AssertionError("a TTL that is too long: " + sight);
        }
    }

    private static void referral(Referral found) {
        if (found.names().size() > Referral.MAX_NAMES
                || found.glue().keySet().stream().anyMatch(name -> !name.isAtOrBelow(PARENT))
                || found.glue().values().stream().anyMatch(all -> all.size() > Referral.MAX_ADDRESSES)) {
            throw new AssertionError("too much is believed: " + found);
        }
    }
}
