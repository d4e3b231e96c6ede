package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;

/** What cannot be published by RFC 2136, refused before anything is sent. */
final class Rfc2136Limits {
    /** The longest message (RFC 1035 section 4.2.2). */
    static final int MAX_MESSAGE_OCTETS = 65535;

    private Rfc2136Limits() {}

    /** Refuses a key that cannot stand on a server, or whose mark cannot. */
    static void check(RecordSetKey key) throws PublishException {
        if (key.type() == RecordType.ANAME) {
            throw refused(key, "ANAME is not a type that a name server stores; it needs a publisher that resolves it");
        }
        if (key.type() == RecordType.CNAME && key.owner().equals(key.zone())) {
            throw refused(key, "a CNAME cannot stand at the apex of a zone, beside its SOA (RFC 1034 section 3.6.2)");
        }
        try {
            OwnershipMark.nameFor(key);
        } catch (IllegalArgumentException e) {
            throw refused(key, "there is no room for the name of its ownership mark: " + e.getMessage());
        }
    }

    /** Refuses a change that cannot be written as it is. */
    static void check(Change change) throws PublishException {
        RecordSetKey key = change.desired().key();
        check(key);
        if (change.generation() < 1 || change.fencingToken() < 0) {
            throw refused(
                    key,
                    "a generation is at least 1 and a fencing token at least 0, not " + change.generation() + " and "
                            + change.fencingToken());
        }
        for (String datum : change.desired().rdata()) {
            if (!fits(datum, key.type())) {
                throw refused(key, "'" + datum + "' is not the data of a record of type " + key.type());
            }
        }
        RecordSet expected =
                change.expected() == null ? null : change.expected().recordSet();
        if (expected != null && !expected.key().equals(key)) {
            throw refused(key, "the expected record set is another one: " + expected.key());
        }
    }

    static void checkSize(RecordSetKey key, int octets) throws PublishException {
        if (octets > MAX_MESSAGE_OCTETS) {
            throw refused(
                    key,
                    "the update takes " + octets + " octets, and a DNS message has at most " + MAX_MESSAGE_OCTETS
                            + ": publish fewer records");
        }
    }

    private static boolean fits(String datum, RecordType type) {
        try {
            return Target.parse(datum) instanceof Target.Name name
                    ? type == RecordType.CNAME && !name.name().equals(DnsName.ROOT)
                    : Target.parse(datum).fits(type);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static PublishException refused(RecordSetKey key, String rule) {
        return new PublishException(PublishEffect.NONE, key + " cannot be published by RFC 2136: " + rule);
    }
}
