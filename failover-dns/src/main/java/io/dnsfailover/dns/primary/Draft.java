package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** The next version of a zone while it is being made. For one thread. */
final class Draft {
    private final ZoneVersion base;
    private final Map<Name, List<Entry>> before = new LinkedHashMap<>();
    private final List<SetName> written = new ArrayList<>();
    private RecordTable table;

    Draft(ZoneVersion base) {
        this.base = base;
        this.table = base.table();
    }

    Held held(RecordSetKey key) {
        return held(table, key);
    }

    static Held held(RecordTable table, RecordSetKey key) {
        Name markName = ZoneRecords.name(OwnershipMark.nameFor(key));
        return Held.of(
                key,
                records(table.at(ZoneRecords.name(key.owner()), ZoneRecords.type(key.type()))),
                records(table.at(markName, Type.TXT)));
    }

    private static List<Record> records(List<Entry> entries) {
        return entries.stream().map(Entry::record).toList();
    }

    /** Why a record set cannot stand beside what its owner, or the owner of its mark, has; null when it can. */
    @Nullable
    String misfit(RecordSetKey key) {
        Name owner = ZoneRecords.name(key.owner());
        int type = ZoneRecords.type(key.type());
        boolean alias = type == Type.CNAME;
        boolean misfit = table.at(owner).stream()
                .map(Entry::record)
                .anyMatch(record -> record.getType() != type && (alias || record.getType() == Type.CNAME));
        if (misfit) {
            return alias ? "the name has other types, and is to be an alias" : "the name is an alias";
        }
        Name markName = ZoneRecords.name(OwnershipMark.nameFor(key));
        return table.at(markName, Type.CNAME).isEmpty() ? null : "an alias stands where its mark belongs";
    }

    /** Writes the record set and the mark of a change. */
    void write(Change change, String owner) {
        RecordSetKey key = change.desired().key();
        put(
                new SetName(ZoneRecords.name(key.owner()), ZoneRecords.type(key.type())),
                ZoneRecords.records(change.desired()));
        Name markName = ZoneRecords.name(OwnershipMark.nameFor(key));
        OwnershipMark mark = new OwnershipMark(owner, change.generation(), change.fencingToken());
        put(new SetName(markName, Type.TXT), List.of(ZoneRecords.mark(markName, OwnershipMark.TTL_SECONDS, mark)));
    }

    /** Puts a record set in the place of what its owner has of its type. */
    void put(SetName set, List<? extends Record> records) {
        List<Entry> held = table.at(set.owner());
        before.putIfAbsent(set.owner(), held);
        Stream<Entry> others = held.stream().filter(entry -> entry.record().getType() != set.type());
        Stream<Entry> fresh = records.stream().map(record -> Entry.of(base.apex(), record));
        table = table.with(set.owner(), Stream.concat(others, fresh).toList());
        written.add(set);
    }

    boolean isEmpty() {
        return written.isEmpty();
    }

    /** The record sets that were written. */
    Collection<SetName> written() {
        return written;
    }

    /** The base's successor, with the next serial. */
    ZoneVersion finish() {
        Map<Name, ZoneVersion.Step> steps = new LinkedHashMap<>();
        before.forEach((owner, held) -> steps.put(owner, new ZoneVersion.Step(held, table.at(owner))));
        return base.next(table, steps);
    }

    /** The same zone with what was written, at a serial of its own and without a history: a start. */
    ZoneVersion restart(long serial) {
        return new ZoneVersion(
                base.apex(),
                ZoneVersion.withSerial(
                        base.apex(), (org.xbill.DNS.SOARecord) base.soa().record(), serial),
                table,
                History.EMPTY);
    }
}
