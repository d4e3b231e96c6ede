package io.dnsfailover.dns.internal;

import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Published;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Record;

/**
 * What a zone that we hold ourselves has for one record set and its mark, and the rules by which a change may follow it.
 *
 * @param recordSet the record set in our words; null when there is none
 * @param ttl its time to live as it stands, in seconds, which the record set may not be able to hold
 * @param mark the mark, whoever's it is; null when there is none that can be read
 * @param foreignText the text that stands where the mark should be and is none; null when nothing or a mark stands there
 */
public record Standing(
        @Nullable RecordSet recordSet,
        long ttl,
        @Nullable OwnershipMark mark,
        @Nullable String foreignText) {
    /**
     * Reads what stands there.
     *
     * @param key the record set
     * @param records its records
     * @param texts the TXT records where its mark belongs
     * @return what stands there
     */
    public static Standing of(RecordSetKey key, List<Record> records, List<Record> texts) {
        long ttl = records.stream().mapToLong(Record::getTTL).min().orElse(0);
        List<String> strings = texts.isEmpty() ? List.of() : ZoneRecords.strings(texts.get(0));
        OwnershipMark mark = texts.size() == 1 ? OwnershipMark.parse(strings) : null;
        String foreign = texts.isEmpty() || mark != null ? null : Printable.of(String.join(" ", strings));
        return new Standing(ZoneRecords.recordSet(key, records, ttl), ttl, mark, foreign);
    }

    /**
     * In the words of the SPI.
     *
     * @param owner whose marks count
     * @return the record set, with generation 0 without a mark of this owner
     */
    public Published asPublished(String owner) {
        return new Published(recordSet, mark != null && mark.owner().equals(owner) ? mark.generation() : 0);
    }

    /**
     * Tells whether a change has nothing left to write.
     *
     * @param change the change
     * @param owner whose it is
     * @return true when records, time to live and mark are those of the change
     */
    public boolean shows(Change change, String owner) {
        return new OwnershipMark(owner, change.generation(), change.fencingToken()).equals(mark)
                && showsRecordsOf(change);
    }

    /**
     * Why a change must not follow: it is older than what stands there, somebody else's, or expects something else.
     *
     * @param change the change
     * @param owner whose it is
     * @return the reason; null when it may be written
     */
    public @Nullable String objection(Change change, String owner) {
        if (mark == null) {
            return foreignText != null && OwnershipMark.looksLikeOne(foreignText)
                    ? "its mark cannot be read: " + foreignText
                    : unexpected(change, owner);
        }
        if (!mark.owner().equals(owner)) {
            return "it belongs to '" + mark.owner() + "', and this publisher writes for '" + owner + "'";
        }
        if (mark.token() > change.fencingToken()) {
            return "the controller with token " + mark.token() + " has taken over from " + change.fencingToken();
        }
        if (mark.generation() > change.generation()) {
            return "generation " + mark.generation() + " is newer than " + change.generation();
        }
        boolean sameGeneration = mark.generation() == change.generation();
        if (sameGeneration && showsRecordsOf(change)) {
            return null;
        }
        return sameGeneration && change.expected() == null
                ? "generation " + mark.generation() + " is there with other records: " + recordSet
                : unexpected(change, owner);
    }

    private @Nullable String unexpected(Change change, String owner) {
        Published expected = change.expected();
        Published found = asPublished(owner);
        return expected == null || matches(expected, found) ? null : "expected " + expected + ", found " + found;
    }

    /** Compares records and generation, not the time to live, as every publisher does. */
    private static boolean matches(Published expected, Published found) {
        RecordSet wanted = expected.recordSet();
        RecordSet there = found.recordSet();
        boolean sameRecords =
                (wanted == null || there == null) ? Objects.equals(wanted, there) : wanted.sameRecordsAs(there);
        return sameRecords && expected.generation() == found.generation();
    }

    private boolean showsRecordsOf(Change change) {
        return change.desired().equals(recordSet)
                && ttl == change.desired().ttl().seconds();
    }
}
