package io.dnsfailover.dns.primary;

import java.util.Arrays;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * One record of a zone with its wire format, ready to be copied into a transfer. The owner's ending is a pointer to octet 12,
 * where each message of a transfer has the name of the zone, in its question.
 */
final class Entry {
    private static final int POINTER_TO_QUESTION = 0xC00C;

    private final Record record;
    private final byte[] wire;

    private Entry(Record record, byte[] wire) {
        this.record = record;
        this.wire = wire;
    }

    /** Encodes a record whose owner is at or below the apex. */
    static Entry of(Name apex, Record record) {
        byte[] full = record.toWire(Section.ANSWER);
        int ownerLength = record.getName().length();
        int kept = ownerLength - apex.length();
        byte[] wire = new byte[full.length - apex.length() + 2];
        System.arraycopy(full, 0, wire, 0, kept);
        wire[kept] = (byte) (POINTER_TO_QUESTION >>> 8);
        wire[kept + 1] = (byte) POINTER_TO_QUESTION;
        System.arraycopy(full, ownerLength, wire, kept + 2, full.length - ownerLength);
        return new Entry(record, wire);
    }

    Record record() {
        return record;
    }

    /** Nobody's to change. */
    byte[] wire() {
        return wire;
    }

    /** Tells whether both are the same octets, the time to live included. */
    boolean sameAs(Entry other) {
        return Arrays.equals(wire, other.wire);
    }

    @Override
    public String toString() {
        return record.toString();
    }
}
