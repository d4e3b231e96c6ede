package io.dnsfailover.dns.primary;

import java.util.List;
import java.util.stream.Stream;
import org.xbill.DNS.SOARecord;

/**
 * What one step changed in a zone, as an incremental transfer tells it (RFC 1995 section 4).
 *
 * @param before the SOA record before
 * @param removed what went
 * @param after the SOA record after
 * @param added what came
 */
record Delta(Entry before, List<Entry> removed, Entry after, List<Entry> added) {
    Delta {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
    }

    /** The serial that a secondary must have for this to bring it on. */
    long from() {
        return ((SOARecord) before.record()).getSerial();
    }

    /** The records in the order of the transfer. */
    Stream<Entry> entries() {
        return Stream.of(Stream.of(before), removed.stream(), Stream.of(after), added.stream())
                .flatMap(part -> part);
    }

    long octets() {
        return before.wire().length + RecordTable.octets(removed) + after.wire().length + RecordTable.octets(added);
    }
}
