package io.dnsfailover.model;

/**
 * What names one record set: zone, owner and type. The class is IN.
 *
 * @param zone the apex of the zone that holds it
 * @param owner the owner name, at or below the zone
 * @param type the record type
 */
public record RecordSetKey(DnsName zone, DnsName owner, RecordType type) {
    /** Checks that the owner lies in the zone. */
    public RecordSetKey {
        if (!owner.isAtOrBelow(zone)) {
            throw new IllegalArgumentException("owner " + owner + " does not lie in zone " + zone);
        }
    }

    /** Owner and type, such as {@code www.example.com. A}. */
    @Override
    public String toString() {
        return owner + " " + type;
    }
}
