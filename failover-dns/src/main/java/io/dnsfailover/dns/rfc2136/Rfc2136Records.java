package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.internal.batch.Write;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
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

    /**
     * The one message that replaces record sets and marks, if the zone still holds what was read (RFC 2136 sections 2.4 and 2.5). A
     * text that was read where a mark belongs and is none is required to be absent, so that the update fails when it really is
     * there and not made up by a wildcard.
     */
    static Update update(List<Write> writes) {
        Update update = new Update(name(writes.get(0).key().zone()));
        writes.forEach(write -> require(update, write.key(), write.before()));
        writes.forEach(write -> replace(update, write));
        return update;
    }

    /** The one message that takes a record set away and renews its mark, if the zone still holds what was read. */
    static Update withdrawal(RecordSetKey key, OwnershipMark ours, Held before) {
        Name markName = name(OwnershipMark.nameFor(key));
        Update update = new Update(name(key.zone()));
        require(update, key, before);
        update.delete(name(key.owner()), type(key.type()));
        update.delete(markName, Type.TXT);
        update.add(ZoneRecords.mark(markName, OwnershipMark.TTL_SECONDS, ours));
        return update;
    }

    private static void require(Update update, RecordSetKey key, Held before) {
        Name markName = name(OwnershipMark.nameFor(key));
        requireSet(update, name(key.owner()), type(key.type()), before.records());
        if (before.mark() == null) {
            update.absent(markName);
        } else {
            update.present(ZoneRecords.mark(markName, 0, before.mark()));
        }
    }

    private static void replace(Update update, Write write) {
        RecordSetKey key = write.key();
        Name owner = name(key.owner());
        Name markName = name(OwnershipMark.nameFor(key));
        RecordSet desired = write.change().desired();
        if (key.type() != RecordType.CNAME) {
            // Adding a CNAME replaces the one that is there (RFC 2136 section 3.4.2.2). After a deletion in the same
            // message Knot would
            // find nothing but signatures at the name, and ignore it without a word.
            update.delete(owner, type(key.type()));
        }
        for (String datum : desired.rdata()) {
            update.add(ZoneRecords.record(owner, key.type(), desired.ttl().seconds(), datum));
        }
        update.delete(markName, Type.TXT);
        update.add(ZoneRecords.mark(markName, OwnershipMark.TTL_SECONDS, write.ours()));
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
