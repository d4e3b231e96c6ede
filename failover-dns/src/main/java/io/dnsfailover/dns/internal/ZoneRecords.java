package io.dnsfailover.dns.internal;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Ttl;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Converts between our words and the records of dnsjava. */
public final class ZoneRecords {
    private ZoneRecords() {}

    /**
     * A name for dnsjava.
     *
     * @param name a checked name
     * @return the same name
     */
    public static Name name(DnsName name) {
        try {
            return Name.fromString(name.toString());
        } catch (TextParseException e) {
            throw new IllegalStateException("a name that was checked before does not parse", e);
        }
    }

    /**
     * The number of a type.
     *
     * @param type a type that a name server stores
     * @return as {@link Type} numbers it
     * @throws IllegalStateException for ANAME, which is to be refused before
     */
    public static int type(RecordType type) {
        return switch (type) {
            case A -> Type.A;
            case AAAA -> Type.AAAA;
            case CNAME -> Type.CNAME;
            case ANAME -> throw new IllegalStateException("ANAME was refused before");
        };
    }

    /**
     * One record of a record set.
     *
     * @param owner its owner
     * @param type its type
     * @param ttl its time to live in seconds
     * @param datum its data, as a {@link RecordSet} holds them
     * @return the record
     */
    public static Record record(Name owner, RecordType type, int ttl, String datum) {
        Target target = Target.parse(datum);
        if (target instanceof Target.Address address) {
            return type == RecordType.A
                    ? new ARecord(owner, DClass.IN, ttl, address.address())
                    : new AAAARecord(owner, DClass.IN, ttl, address.address());
        }
        return new CNAMERecord(owner, DClass.IN, ttl, name(((Target.Name) target).name()));
    }

    /**
     * All records of a record set.
     *
     * @param recordSet the record set
     * @return one record for each of its data, in their order
     */
    public static List<Record> records(RecordSet recordSet) {
        RecordSetKey key = recordSet.key();
        Name owner = name(key.owner());
        return recordSet.rdata().stream()
                .map(datum -> record(owner, key.type(), recordSet.ttl().seconds(), datum))
                .toList();
    }

    /**
     * The record of a mark.
     *
     * @param name where the mark stands
     * @param ttl its time to live in seconds
     * @param mark the mark
     * @return the record
     */
    public static TXTRecord mark(Name name, int ttl, OwnershipMark mark) {
        return new TXTRecord(name, DClass.IN, ttl, mark.text());
    }

    /**
     * A record set in our words.
     *
     * @param key what it is
     * @param records its records
     * @param ttl its time to live in seconds; one that a {@link Ttl} cannot hold is shown as the nearest that it can
     * @return the record set; null when there are no records
     */
    public static @Nullable RecordSet recordSet(RecordSetKey key, List<Record> records, long ttl) {
        if (records.isEmpty()) {
            return null;
        }
        Ttl shown = new Ttl((int) Math.max(1, Math.min(ttl, Ttl.MAX_SECONDS)));
        return RecordSet.of(key, shown, records.stream().map(ZoneRecords::datum).toList());
    }

    /**
     * The data of a record as a {@link RecordSet} holds them.
     *
     * @param record an A, AAAA or CNAME record
     * @return its data
     */
    public static String datum(Record record) {
        if (record instanceof ARecord a) {
            return new Target.Address(a.getAddress()).rdata();
        }
        if (record instanceof AAAARecord aaaa) {
            return new Target.Address(aaaa.getAddress()).rdata();
        }
        return ((CNAMERecord) record).getTarget().toString().toLowerCase(Locale.ROOT);
    }

    /**
     * The strings of a TXT record.
     *
     * @param text a TXT record
     * @return its strings, one character for each octet
     */
    public static List<String> strings(Record text) {
        List<String> strings = new ArrayList<>();
        for (Object octets : ((TXTRecord) text).getStringsAsByteArrays()) {
            strings.add(new String((byte[]) octets, StandardCharsets.ISO_8859_1));
        }
        return strings;
    }
}
