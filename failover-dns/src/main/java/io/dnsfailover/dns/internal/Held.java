package io.dnsfailover.dns.internal;

import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Published;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

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
public record Held(
        List<Record> records,
        @Nullable RecordSet recordSet,
        long ttl,
        @Nullable OwnershipMark mark,
        @Nullable String foreignText) {
    /** Nothing at all. */
    public static final Held NOTHING = new Held(List.of(), null, 0, null, null);

    /** Keeps a copy of the records. */
    public Held {
        records = List.copyOf(records);
    }

    /**
     * What two answers say is there.
     *
     * @param key the record set
     * @param setAnswer the answer to the question for the record set
     * @param markAnswer the answer to the question for its mark
     * @return the same in our words
     */
    public static Held of(RecordSetKey key, Message setAnswer, Message markAnswer) {
        Name owner = ZoneRecords.name(key.owner());
        Name markName = ZoneRecords.name(OwnershipMark.nameFor(key));
        return of(
                key,
                matching(setAnswer, owner, ZoneRecords.type(key.type())),
                matching(markAnswer, markName, Type.TXT));
    }

    /**
     * What records say is there.
     *
     * @param key the record set
     * @param records the record set
     * @param texts the TXT records that stand where its mark belongs
     * @return the same in our words
     */
    public static Held of(RecordSetKey key, List<Record> records, List<Record> texts) {
        long ttl = records.stream().mapToLong(Record::getTTL).min().orElse(0);
        List<String> strings = texts.isEmpty() ? List.of() : ZoneRecords.strings(texts.get(0));
        OwnershipMark mark = texts.size() == 1 ? OwnershipMark.parse(strings) : null;
        String foreign = texts.isEmpty() || mark != null ? null : Printable.of(String.join(" ", strings));
        return new Held(records, ZoneRecords.recordSet(key, records, ttl), ttl, mark, foreign);
    }

    private static List<Record> matching(Message answer, Name owner, int type) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getType() == type
                        && record.getDClass() == DClass.IN
                        && record.getName().equals(owner))
                .distinct()
                .toList();
    }

    /**
     * In the words of the SPI.
     *
     * @param owner whose mark counts; any other counts for none
     * @return record set and generation
     */
    public Published asPublished(String owner) {
        return new Published(recordSet, mark != null && mark.owner().equals(owner) ? mark.generation() : 0);
    }

    /**
     * Tells whether the change with this mark has nothing left to write.
     *
     * @param change the change
     * @param ours its mark
     * @return true when records, time to live and mark are there
     */
    public boolean shows(Change change, OwnershipMark ours) {
        return ours.equals(mark) && showsRecordsOf(change);
    }

    private boolean showsRecordsOf(Change change) {
        return change.desired().equals(recordSet)
                && ttl == change.desired().ttl().seconds();
    }

    /**
     * Tells whether the other has the same records and the same mark.
     *
     * @param other what was read at another time
     * @return true when nothing that counts has changed
     */
    public boolean sameAs(Held other) {
        return Objects.equals(recordSet, other.recordSet)
                && Objects.equals(mark, other.mark)
                && Objects.equals(foreignText, other.foreignText);
    }

    /**
     * Tells whether somebody newer has written after a change.
     *
     * @param ours the mark of the change
     * @return true when the mark that is there is of a later generation or controller
     */
    public boolean isNewerThan(OwnershipMark ours) {
        return mark != null && (mark.generation() > ours.generation() || mark.token() > ours.token());
    }

    /**
     * Why a change must not be written over this. The expectation of a change, if it has one, is compared by records and generation,
     * not by time to live: no prerequisite of RFC 2136 can.
     *
     * @param change the change
     * @param owner for whom it is written
     * @return the reason, a sentence without its end; null when nothing speaks against it
     */
    public @Nullable String objection(Change change, String owner) {
        if (mark == null) {
            return foreignText != null && OwnershipMark.looksLikeOne(foreignText)
                    ? "its mark cannot be read: " + foreignText
                    : brokenCondition(change, owner, false);
        }
        if (!mark.owner().equals(owner)) {
            return "it belongs to '" + mark.owner() + "', and this publisher writes for '" + owner + "'";
        }
        String late = lateness(change.generation(), change.fencingToken());
        if (late != null) {
            return late;
        }
        boolean sameGeneration = mark.generation() == change.generation();
        return sameGeneration && showsRecordsOf(change) ? null : brokenCondition(change, owner, sameGeneration);
    }

    /**
     * Why a writer comes too late.
     *
     * @param generation the generation of its decision
     * @param token the token of its controller
     * @return the reason; null when what is there is not newer, or has no mark
     */
    public @Nullable String lateness(long generation, long token) {
        if (mark != null && mark.token() > token) {
            return "the controller with token " + mark.token() + " has taken over from " + token;
        }
        return mark != null && mark.generation() > generation
                ? "generation " + mark.generation() + " is newer than " + generation
                : null;
    }

    /**
     * Why this is not what a writer believes to be there.
     *
     * @param expected what it believes
     * @param owner for whom it writes
     * @return the reason; null when it is that
     */
    public @Nullable String difference(Published expected, String owner) {
        Published found = asPublished(owner);
        boolean same =
                found.generation() == expected.generation() && sameRecords(found.recordSet(), expected.recordSet());
        return same ? null : "expected " + expected + ", found " + found;
    }

    private @Nullable String brokenCondition(Change change, String owner, boolean sameGeneration) {
        Published expected = change.expected();
        if (expected != null) {
            return difference(expected, owner);
        }
        return sameGeneration
                ? "generation " + change.generation() + " is there with other records: " + recordSet
                : null;
    }

    private static boolean sameRecords(@Nullable RecordSet one, @Nullable RecordSet other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return one.sameRecordsAs(other);
    }
}
