package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.internal.ZoneRecords;
import io.dnsfailover.model.DnsName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What records must be to be a zone that secondaries load, and that changes can be published into. */
final class ZoneRules {
    private static final int SHOWN = 20;

    /** A signature would be wrong after the first change, and validating resolvers would see nothing at all. */
    private static final Set<Integer> SIGNED =
            Set.of(Type.RRSIG, Type.NSEC, Type.NSEC3, Type.NSEC3PARAM, Type.DNSKEY, Type.CDS, Type.CDNSKEY);

    private ZoneRules() {}

    static void check(DnsName zone, List<Record> records) {
        Name apex = ZoneRecords.name(zone);
        List<String> mistakes = new ArrayList<>();
        long soas =
                records.stream().filter(record -> record.getType() == Type.SOA).count();
        if (soas != 1) {
            mistakes.add("it must have one SOA record, not " + soas);
        }
        if (records.stream()
                .noneMatch(record ->
                        record.getType() == Type.NS && record.getName().equals(apex))) {
            mistakes.add("it must have an NS record at its apex");
        }
        if (records.stream().anyMatch(record -> SIGNED.contains(record.getType()))) {
            mistakes.add("it is signed: let the secondary sign it, the signatures would not fit the changed records");
        }
        for (Record record : records) {
            check(apex, record, mistakes);
        }
        checkAliases(records, mistakes);
        if (!mistakes.isEmpty()) {
            int more = mistakes.size() - SHOWN;
            throw new IllegalArgumentException("zone " + zone + ": "
                    + String.join("; ", mistakes.subList(0, Math.min(SHOWN, mistakes.size())))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
    }

    private static void check(Name apex, Record record, List<String> mistakes) {
        if (!record.getName().subdomain(apex)) {
            mistakes.add(record.getName() + " does not lie in it");
        }
        if (record.getDClass() != DClass.IN) {
            mistakes.add(record.getName() + " is of class " + DClass.string(record.getDClass()) + ", not IN");
        }
        if (record.getType() == Type.SOA && !record.getName().equals(apex)) {
            mistakes.add("the SOA record is that of " + record.getName());
        }
    }

    /** An alias excludes everything else at its owner (RFC 1034 section 3.6.2), and a record that is there twice is a mistake. */
    private static void checkAliases(List<Record> records, List<String> mistakes) {
        Map<Name, Integer> owners = new HashMap<>();
        Set<Record> seen = new HashSet<>();
        for (Record record : records) {
            owners.merge(record.getName(), 1, Integer::sum);
            if (!seen.add(record)) {
                mistakes.add("a record is there twice: " + record.getName() + " " + Type.string(record.getType()));
            }
        }
        for (Record record : records) {
            if (record.getType() == Type.CNAME && owners.getOrDefault(record.getName(), 0) > 1) {
                mistakes.add("the alias " + record.getName() + " has other records beside it");
            }
        }
    }
}
