package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Printable;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.Change;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/** Converts between our words and those of the wire. */
final class Rfc2136Records {
    private Rfc2136Records() {}

    static Name name(DnsName name) {
        return ZoneRecords.name(name);
    }

    static int type(RecordType type) {
        return ZoneRecords.type(type);
    }

    /** What two answers, for the record set and for its mark, say is there. */
    static Held held(RecordSetKey key, Message setAnswer, Message markAnswer) {
        List<Record> records = matching(setAnswer, name(key.owner()), type(key.type()));
        long ttl = records.stream().mapToLong(Record::getTTL).min().orElse(0);
        List<Record> texts = matching(markAnswer, name(OwnershipMark.nameFor(key)), Type.TXT);
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
     * The one message that replaces record set and mark, if the zone still holds what was read (RFC 2136 sections 2.4 and 2.5).
     *
     * @param before what was read, to be required; a text that is no mark is required to be absent, so that the update fails
     *     when it really is there and not made up by a wildcard
     */
    static Update update(Change change, OwnershipMark ours, Held before) {
        RecordSetKey key = change.desired().key();
        Name owner = name(key.owner());
        Name markName = name(OwnershipMark.nameFor(key));
        Update update = new Update(name(key.zone()));
        requireSet(update, owner, type(key.type()), before.records());
        if (before.mark() == null) {
            update.absent(markName);
        } else {
            update.present(ZoneRecords.mark(markName, 0, before.mark()));
        }
        update.delete(owner, type(key.type()));
        for (String datum : change.desired().rdata()) {
            update.add(
                    ZoneRecords.record(owner, key.type(), change.desired().ttl().seconds(), datum));
        }
        update.delete(markName, Type.TXT);
        update.add(ZoneRecords.mark(markName, OwnershipMark.TTL_SECONDS, ours));
        return update;
    }

    private static void requireSet(Update update, Name owner, int type, List<Record> records) {
        for (Record record : records) {
            update.present(bare(owner, record));
        }
        if (!records.isEmpty()) {
            return;
        }
        if (type == Type.CNAME) {
            // A server ignores a CNAME beside other types without a word (RFC 2136 section 3.4.2.2).
            update.absent(owner);
        } else {
            update.absent(owner, type);
            update.absent(owner, Type.CNAME);
        }
    }

    /** A record as prerequisites want it: time to live zero, and the name's case as it came. */
    private static Record bare(Name owner, Record record) {
        if (record instanceof ARecord a) {
            return new ARecord(owner, DClass.IN, 0, a.getAddress());
        }
        if (record instanceof AAAARecord aaaa) {
            return new AAAARecord(owner, DClass.IN, 0, aaaa.getAddress());
        }
        return new CNAMERecord(owner, DClass.IN, 0, ((CNAMERecord) record).getTarget());
    }
}
