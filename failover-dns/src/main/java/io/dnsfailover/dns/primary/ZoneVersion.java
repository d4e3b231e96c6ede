package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.Serial;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.SOARecord;

/**
 * A zone as it is at one serial. Immutable: a transfer that begins with one ends with it.
 *
 * @param apex the name of the zone
 * @param soa its SOA record
 * @param table all its other records
 * @param history how it came to this serial
 */
record ZoneVersion(Name apex, Entry soa, RecordTable table, History history) {
    long serial() {
        return ((SOARecord) soa.record()).getSerial();
    }

    /**
     * The next version.
     *
     * @param changed the owners that have other records now, each with the entries before and after
     */
    ZoneVersion next(RecordTable newTable, Map<Name, Step> changed) {
        List<Entry> removed = new ArrayList<>();
        List<Entry> added = new ArrayList<>();
        changed.values().forEach(step -> {
            step.before().stream().filter(entry -> !isIn(step.after(), entry)).forEach(removed::add);
            step.after().stream().filter(entry -> !isIn(step.before(), entry)).forEach(added::add);
        });
        Entry newSoa = withSerial(apex, (SOARecord) soa.record(), Serial.next(serial()));
        Delta delta = new Delta(soa, removed, newSoa, added);
        return new ZoneVersion(apex, newSoa, newTable, history.with(delta, newTable.octets()));
    }

    /**
     * The records of one owner before and after a change.
     *
     * @param before the records before
     * @param after the records after
     */
    record Step(List<Entry> before, List<Entry> after) {}

    private static boolean isIn(List<Entry> entries, Entry wanted) {
        return entries.stream().anyMatch(wanted::sameAs);
    }

    /** The SOA record with another serial. */
    static Entry withSerial(Name apex, SOARecord soa, long serial) {
        return Entry.of(
                apex,
                new SOARecord(
                        apex,
                        soa.getDClass(),
                        soa.getTTL(),
                        soa.getHost(),
                        soa.getAdmin(),
                        serial,
                        soa.getRefresh(),
                        soa.getRetry(),
                        soa.getExpire(),
                        soa.getMinimum()));
    }

    /** A full transfer (RFC 5936 section 2.2). */
    Iterator<Entry> full() {
        Iterator<Entry> records = table.iterator();
        return new Iterator<>() {
            private int soasToCome = 2;

            @Override
            public boolean hasNext() {
                return soasToCome > 0;
            }

            @Override
            public Entry next() {
                if (soasToCome == 2 || !records.hasNext()) {
                    soasToCome--;
                    return soa;
                }
                return records.next();
            }
        };
    }

    /** An incremental transfer from a serial on; null when only a full one will do. */
    @Nullable
    List<Entry> since(long serial) {
        if (!Serial.isAfter(serial(), serial)) {
            return List.of(soa);
        }
        List<Delta> steps = history.since(serial);
        return steps == null
                ? null
                : Stream.of(Stream.of(soa), steps.stream().flatMap(Delta::entries), Stream.of(soa))
                        .flatMap(part -> part)
                        .toList();
    }
}
