package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Published;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Record;

/**
 * What the server answered for one record set and its mark. What it answered need not stand in the zone: a wildcard may have
 * made it up (RFC 4592), which only a prerequisite can tell.
 *
 * @param records the record set as it came, for prerequisites
 * @param recordSet the same in our words; null when there is none
 * @param ttl its time to live as it came, in seconds, which {@code recordSet} may not be able to hold
 * @param mark the mark, whoever's it is; null when there is none that can be read
 * @param foreignText the text that stands where the mark should be and is none; null when nothing or a mark stands there
 */
record Held(
        List<Record> records,
        @Nullable RecordSet recordSet,
        long ttl,
        @Nullable OwnershipMark mark,
        @Nullable String foreignText) {
    static final Held NOTHING = new Held(List.of(), null, 0, null, null);

    Held {
        records = List.copyOf(records);
    }

    boolean isOwnedBy(String owner) {
        return mark != null && mark.owner().equals(owner);
    }

    /** In the words of the SPI: a mark that is not ours counts for none. */
    Published asPublished(String owner) {
        return new Published(recordSet, mark != null && mark.owner().equals(owner) ? mark.generation() : 0);
    }

    /** Tells whether the records of a change are there, down to the time to live. */
    boolean showsRecordsOf(Change change) {
        return change.desired().equals(recordSet)
                && ttl == change.desired().ttl().seconds();
    }

    /** Tells whether a change with this mark has nothing left to write. */
    boolean shows(Change change, OwnershipMark ours) {
        return ours.equals(mark) && showsRecordsOf(change);
    }

    /** Tells whether the other has the same records and the same mark. */
    boolean sameAs(Held other) {
        return Objects.equals(recordSet, other.recordSet)
                && Objects.equals(mark, other.mark)
                && Objects.equals(foreignText, other.foreignText);
    }
}
