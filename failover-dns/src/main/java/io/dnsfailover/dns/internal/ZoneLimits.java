package io.dnsfailover.dns.internal;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;

/** What no name server can hold, refused before anything is sent or written. */
public final class ZoneLimits {
    private ZoneLimits() {}

    /**
     * Refuses a key that cannot stand on a server, or whose mark cannot.
     *
     * @param key what is to be read or written
     * @param way how it would be published, such as {@code by RFC 2136}
     * @throws PublishException with {@link PublishEffect#NONE}; its message names the rule
     */
    public static void check(RecordSetKey key, String way) throws PublishException {
        if (key.type() == RecordType.ANAME) {
            throw refused(
                    key, way, "ANAME is not a type that a name server stores; it needs a publisher that resolves it");
        }
        if (key.type() == RecordType.CNAME && key.owner().equals(key.zone())) {
            throw refused(
                    key, way, "a CNAME cannot stand at the apex of a zone, beside its SOA (RFC 1034 section 3.6.2)");
        }
        try {
            OwnershipMark.nameFor(key);
        } catch (IllegalArgumentException e) {
            throw refused(key, way, "there is no room for the name of its ownership mark: " + e.getMessage());
        }
    }

    /**
     * Refuses a change that cannot be written as it is.
     *
     * @param change what is to be written
     * @param way how it would be published, such as {@code by RFC 2136}
     * @throws PublishException with {@link PublishEffect#NONE}; its message names the rule
     */
    public static void check(Change change, String way) throws PublishException {
        RecordSetKey key = change.desired().key();
        check(key, way);
        if (change.generation() < 1 || change.fencingToken() < 0) {
            throw refused(
                    key,
                    way,
                    "a generation is at least 1 and a fencing token at least 0, not " + change.generation() + " and "
                            + change.fencingToken());
        }
        for (String datum : change.desired().rdata()) {
            if (!fits(datum, key.type())) {
                throw refused(key, way, "'" + datum + "' is not the data of a record of type " + key.type());
            }
        }
        RecordSet expected =
                change.expected() == null ? null : change.expected().recordSet();
        if (expected != null && !expected.key().equals(key)) {
            throw refused(key, way, "the expected record set is another one: " + expected.key());
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

    private static PublishException refused(RecordSetKey key, String way, String rule) {
        return new PublishException(PublishEffect.NONE, key + " cannot be published " + way + ": " + rule);
    }
}
