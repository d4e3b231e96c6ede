package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.tsig.TsigKey;
import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.TSIGRecord;

/** Who may ask: the secondaries, each from its addresses and with its key. */
final class Access {
    private final List<Secondary> secondaries;

    Access(List<Secondary> secondaries) {
        this.secondaries = List.copyOf(secondaries);
    }

    /** Tells whether anybody may ask from an address, with whatever key. */
    boolean admits(InetAddress client) {
        return secondaries.stream().anyMatch(secondary -> secondary.asksFrom(client));
    }

    /**
     * Judges a query by its signature. One that passes has its replies signed as it is itself.
     *
     * @param client who asks
     * @return {@link Judgement#PASSED}, or why it must not be answered
     */
    Judgement judge(PrimaryQuery query, InetAddress client) {
        TSIGRecord signature = query.signature();
        List<Secondary> here = secondaries.stream()
                .filter(secondary -> secondary.asksFrom(client))
                .toList();
        if (signature == null) {
            boolean open = here.stream().anyMatch(secondary -> secondary.key() == null);
            return open ? Judgement.PASSED : new Judgement(Rcode.REFUSED, Rcode.NOERROR, null);
        }
        TsigKey key = keyOf(here, signature.getName(), signature.getAlgorithm());
        if (key == null) {
            return new Judgement(Rcode.NOTAUTH, Rcode.BADKEY, null);
        }
        int error = Signatures.judge(key, query.message(), query.wire(), null);
        if (error != Rcode.NOERROR) {
            return new Judgement(Rcode.NOTAUTH, error, key);
        }
        query.signedBy(key, signature);
        return Judgement.PASSED;
    }

    /**
     * What a signature says of who asks.
     *
     * @param rcode the response code, {@link Rcode#NOERROR} for one that is answered
     * @param error the error of the signature (RFC 8945 section 5.2)
     * @param key the key by which it knows us; null when it has none of ours
     */
    record Judgement(int rcode, int error, @Nullable TsigKey key) {
        static final Judgement PASSED = new Judgement(Rcode.NOERROR, Rcode.NOERROR, null);
    }

    private static @Nullable TsigKey keyOf(List<Secondary> here, Name name, Name algorithm) {
        return here.stream()
                .map(Secondary::key)
                .filter(key -> key != null
                        && ZoneRecords.name(key.name()).equals(name)
                        && (key.algorithm() + ".").equalsIgnoreCase(algorithm.toString()))
                .findFirst()
                .orElse(null);
    }
}
