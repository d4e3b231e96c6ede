package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.Json;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.dns.internal.batch.Write;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** Converts between our words and those of the API. */
final class PowerDnsRecords {
    private static final BigDecimal MAX_TTL = BigDecimal.valueOf(Integer.MAX_VALUE);

    private PowerDnsRecords() {}

    /** What two descriptions of the zone, each cut to one record set, say is there. */
    static Held held(RecordSetKey key, Map<?, ?> setZone, Map<?, ?> markZone) throws IOException {
        Name owner = ZoneRecords.name(key.owner());
        Name markName = ZoneRecords.name(OwnershipMark.nameFor(key));
        return Held.of(
                key, records(setZone, owner, ZoneRecords.type(key.type())), records(markZone, markName, Type.TXT));
    }

    /** The records of one set; a server that does not know how to cut shows others too. Disabled ones are not served. */
    private static List<Record> records(Map<?, ?> zone, Name owner, int type) throws IOException {
        List<Record> found = new ArrayList<>();
        for (Object item : list(zone, "rrsets")) {
            Map<?, ?> set = object(item);
            if (text(set, "type").equals(Type.string(type)) && owner.equals(name(text(set, "name")))) {
                long ttl = ttl(set);
                for (Object datum : list(set, "records")) {
                    Map<?, ?> record = object(datum);
                    if (!Boolean.TRUE.equals(record.get("disabled"))) {
                        found.add(Record.fromString(owner, type, DClass.IN, ttl, text(record, "content"), Name.root));
                    }
                }
            }
        }
        return found;
    }

    private static @Nullable Name name(String text) {
        try {
            return Name.fromString(text);
        } catch (IOException e) {
            return null; // Not one of ours, whatever it is.
        }
    }

    private static long ttl(Map<?, ?> set) throws ProtocolException {
        if (set.get("ttl") instanceof BigDecimal ttl
                && ttl.signum() >= 0
                && ttl.compareTo(MAX_TTL) <= 0
                && ttl.stripTrailingZeros().scale() <= 0) {
            return ttl.longValueExact();
        }
        throw new ProtocolException("a record set without a time to live");
    }

    private static List<?> list(Map<?, ?> object, String name) throws ProtocolException {
        if (object.get(name) instanceof List<?> list) {
            return list;
        }
        throw new ProtocolException("no list '" + name + "'");
    }

    private static String text(Map<?, ?> object, String name) throws ProtocolException {
        if (object.get(name) instanceof String text) {
            return text;
        }
        throw new ProtocolException("no text '" + name + "'");
    }

    /** A value that has to be an object. */
    static Map<?, ?> object(Object value) throws ProtocolException {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new ProtocolException("something else where an object belongs");
    }

    /** The one request that replaces record sets and marks. */
    static String patch(List<Write> writes) {
        return writes.stream()
                .flatMap(PowerDnsRecords::replacements)
                .collect(Collectors.joining(",", "{\"rrsets\":[", "]}"));
    }

    private static Stream<String> replacements(Write write) {
        RecordSet desired = write.change().desired();
        RecordSetKey key = desired.key();
        return Stream.of(
                replacement(key.owner(), key.type().name(), desired.ttl().seconds(), desired.rdata()),
                replacement(
                        OwnershipMark.nameFor(key),
                        "TXT",
                        OwnershipMark.TTL_SECONDS,
                        List.of('"' + write.ours().text() + '"')));
    }

    private static String replacement(DnsName owner, String type, int ttl, Iterable<String> contents) {
        List<String> records = new ArrayList<>();
        contents.forEach(content -> records.add("{\"content\":" + Json.quoted(content) + ",\"disabled\":false}"));
        return "{\"name\":" + Json.quoted(owner.toString()) + ",\"type\":" + Json.quoted(type) + ",\"ttl\":" + ttl
                + ",\"changetype\":\"REPLACE\",\"records\":[" + String.join(",", records) + "]}";
    }
}
