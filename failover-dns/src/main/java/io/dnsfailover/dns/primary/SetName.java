package io.dnsfailover.dns.primary;

import org.xbill.DNS.Name;
import org.xbill.DNS.Record;

/**
 * What names one record set of a zone.
 *
 * @param owner its owner
 * @param type the number of its type
 */
record SetName(Name owner, int type) implements Comparable<SetName> {
    static SetName of(Record record) {
        return new SetName(record.getName(), record.getType());
    }

    @Override
    public int compareTo(SetName other) {
        int byOwner = owner.compareTo(other.owner);
        return byOwner != 0 ? byOwner : Integer.compare(type, other.type);
    }
}
