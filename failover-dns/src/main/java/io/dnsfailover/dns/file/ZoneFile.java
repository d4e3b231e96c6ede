package io.dnsfailover.dns.file;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.Serial;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Master;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * A zone file: the block of it that is ours, and all else, which stays as it is but for the serial. Each octet is a character. For one
 * thread.
 */
final class ZoneFile {
    private static final int MAX_RECORDS = 1_000_000;
    private static final String BEGIN = "; BEGIN failover";
    private static final String BEGIN_LINE =
            BEGIN + ": written by DNS Failover for Java; a change down to END is lost\n";
    private static final String END = "; END failover";
    private static final Pattern SERIAL = Pattern.compile(END + ", serial ([0-9]{1,10})");

    private final Name apex;
    private final String head;
    private final String tail;
    private final Map<Name, List<Record>> rest;
    private final SortedMap<Place, List<Record>> managed = new TreeMap<>();
    private final @Nullable Long lastSerial;
    private boolean changed;

    /**
     * What names one record set.
     *
     * @param owner its owner
     * @param type the number of its type
     */
    private record Place(Name owner, int type) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byOwner = owner.compareTo(other.owner);
            return byOwner != 0 ? byOwner : Integer.compare(type, other.type);
        }
    }

    private ZoneFile(DnsName zone, String head, String tail, String block, @Nullable Long lastSerial)
            throws IOException {
        this.apex = ZoneRecords.name(zone);
        this.head = head;
        this.tail = tail;
        this.lastSerial = lastSerial;
        this.rest = records(head + tail).stream().collect(Collectors.groupingBy(Record::getName));
        for (Record record : records(block)) {
            managed.merge(
                    new Place(record.getName(), record.getType()),
                    List.of(record),
                    (before, more) ->
                            Stream.concat(before.stream(), more.stream()).toList());
        }
    }

    /**
     * Reads the text of a zone file.
     *
     * @throws IOException when a line is no record, or the block has no end; the message says which
     */
    static ZoneFile parse(DnsName zone, String text) throws IOException {
        int begin = lineAt(text, BEGIN, 0);
        if (begin < 0) {
            String head = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
            return new ZoneFile(zone, head, "", "", null);
        }
        int body = endOfLine(text, begin);
        int end = lineAt(text, END, body);
        if (end < 0) {
            throw new IOException("the line '" + BEGIN + "' has no line '" + END + "' behind it");
        }
        int behind = endOfLine(text, end);
        if (lineAt(text, BEGIN, body) >= 0) {
            throw new IOException("there are two lines '" + BEGIN + "'");
        }
        Matcher serial = SERIAL.matcher(text.substring(end, behind));
        return new ZoneFile(
                zone,
                text.substring(0, begin),
                text.substring(behind),
                text.substring(body, end),
                serial.lookingAt() ? Long.valueOf(serial.group(1)) : null);
    }

    /** Where the first line begins, from an index on, that starts with a text; -1 when none does. */
    private static int lineAt(String text, String start, int from) {
        if (text.startsWith(start, from)) {
            return from;
        }
        int before = text.indexOf('\n' + start, Math.max(0, from - 1));
        return before < 0 ? -1 : before + 1;
    }

    private static int endOfLine(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end + 1;
    }

    private List<Record> records(String text) throws IOException {
        List<Record> records = new ArrayList<>();
        try (Master master = new Master(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)), apex)) {
            master.disableIncludes();
            for (Record record = master.nextRecord(); record != null; record = master.nextRecord()) {
                records.add(record);
                if (records.size() > MAX_RECORDS) {
                    throw new IOException("it has more than " + MAX_RECORDS + " records");
                }
            }
        }
        return records;
    }

    /** What the file holds for a record set and its mark, in the block and outside of it. */
    Held held(RecordSetKey key) {
        Name markName = ZoneRecords.name(OwnershipMark.nameFor(key));
        return Held.of(
                key,
                all(ZoneRecords.name(key.owner()))
                        .filter(record -> record.getType() == ZoneRecords.type(key.type()))
                        .toList(),
                all(markName).filter(record -> record.getType() == Type.TXT).toList());
    }

    private Stream<Record> all(Name owner) {
        Stream<Record> ours = managed.subMap(new Place(owner, 0), new Place(owner, Integer.MAX_VALUE)).values().stream()
                .flatMap(List::stream);
        return Stream.concat(rest.getOrDefault(owner, List.of()).stream(), ours);
    }

    /** Why the record set of a change cannot be written into the block; null when it can. */
    @Nullable
    String misfit(RecordSetKey key) {
        Name owner = ZoneRecords.name(key.owner());
        int type = ZoneRecords.type(key.type());
        if (rest.getOrDefault(owner, List.of()).stream().anyMatch(record -> record.getType() == type)) {
            return "it stands in the file outside of the block of failover: take it out there, or move it into the"
                    + " block";
        }
        boolean alias = type == Type.CNAME;
        boolean excluded =
                all(owner).anyMatch(record -> record.getType() != type && (alias || record.getType() == Type.CNAME));
        if (!excluded) {
            return null;
        }
        return alias ? "the name has other types, and is to be an alias" : "the name is an alias";
    }

    /** Writes the record set and the mark of a change into the block. */
    void write(Change change, String owner) {
        RecordSetKey key = change.desired().key();
        managed.put(
                new Place(ZoneRecords.name(key.owner()), ZoneRecords.type(key.type())),
                ZoneRecords.records(change.desired()));
        Name markName = ZoneRecords.name(OwnershipMark.nameFor(key));
        OwnershipMark mark = new OwnershipMark(owner, change.generation(), change.fencingToken());
        managed.put(
                new Place(markName, Type.TXT), List.of(ZoneRecords.mark(markName, OwnershipMark.TTL_SECONDS, mark)));
        changed = true;
    }

    boolean isChanged() {
        return changed;
    }

    /** The new text of the file, with the next serial where it has one. */
    String text() {
        SoaSerial inHead = SoaSerial.find(head);
        SoaSerial inTail = inHead == null ? SoaSerial.find(tail) : null;
        SoaSerial soa = inHead == null ? inTail : inHead;
        Long serial = soa == null ? null : next(soa.value());
        StringBuilder text = new StringBuilder();
        text.append(inHead == null || serial == null ? head : inHead.replacedIn(head, serial));
        text.append(BEGIN_LINE);
        managed.values()
                .forEach(
                        records -> records.forEach(record -> text.append(record).append('\n')));
        text.append(END).append(serial == null ? "" : ", serial " + serial).append('\n');
        text.append(inTail == null || serial == null ? tail : inTail.replacedIn(tail, serial));
        return text.toString();
    }

    /** Above the one that stands in the file, and above the one that was written last, should somebody have put the file back. */
    private long next(long standing) {
        return Serial.next(lastSerial != null && Serial.isAfter(lastSerial, standing) ? lastSerial : standing);
    }
}
