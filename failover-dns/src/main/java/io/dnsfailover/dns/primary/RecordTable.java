package io.dnsfailover.dns.primary;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.Name;

/**
 * The records of a zone but its SOA, by owner. Immutable: a change makes a new table that shares all but one bucket with the one
 * before, so that a transfer under way keeps its own at little cost.
 */
final class RecordTable {
    private static final int BUCKETS = 1024;

    private record Bucket(Map<Name, List<Entry>> owners) {
        static final Bucket EMPTY = new Bucket(Map.of());

        Bucket with(Name owner, List<Entry> entries) {
            Map<Name, List<Entry>> copy = new HashMap<>(owners);
            if (entries.isEmpty()) {
                copy.remove(owner);
            } else {
                copy.put(owner, entries);
            }
            return new Bucket(copy);
        }
    }

    static final RecordTable EMPTY = new RecordTable(empty(), 0, 0);

    private final Bucket[] buckets;
    private final int records;
    private final long octets;

    private RecordTable(Bucket[] buckets, int records, long octets) {
        this.buckets = buckets;
        this.records = records;
        this.octets = octets;
    }

    private static Bucket[] empty() {
        Bucket[] buckets = new Bucket[BUCKETS];
        Arrays.fill(buckets, Bucket.EMPTY);
        return buckets;
    }

    /** Makes a table of many owners at once; each map and list is taken over. */
    static RecordTable of(Map<Name, List<Entry>> owners) {
        Map<Integer, Map<Name, List<Entry>>> sorted = new HashMap<>();
        int records = 0;
        long octets = 0;
        for (Map.Entry<Name, List<Entry>> owner : owners.entrySet()) {
            sorted.computeIfAbsent(bucketOf(owner.getKey()), number -> new HashMap<>())
                    .put(owner.getKey(), List.copyOf(owner.getValue()));
            records += owner.getValue().size();
            octets += octets(owner.getValue());
        }
        Bucket[] buckets = empty();
        sorted.forEach((number, content) -> buckets[number] = new Bucket(content));
        return new RecordTable(buckets, records, octets);
    }

    /** All records of an owner; empty when it has none. */
    List<Entry> at(Name owner) {
        return buckets[bucketOf(owner)].owners().getOrDefault(owner, List.of());
    }

    /** The records of an owner that have a type. */
    List<Entry> at(Name owner, int type) {
        return at(owner).stream()
                .filter(entry -> entry.record().getType() == type)
                .toList();
    }

    /** This table with other records at an owner. */
    RecordTable with(Name owner, List<Entry> entries) {
        List<Entry> before = at(owner);
        Bucket[] copy = buckets.clone();
        int number = bucketOf(owner);
        copy[number] = copy[number].with(owner, List.copyOf(entries));
        return new RecordTable(
                copy, records - before.size() + entries.size(), octets - octets(before) + octets(entries));
    }

    /** All records, owner by owner. */
    Iterator<Entry> iterator() {
        return Arrays.stream(buckets)
                .flatMap(bucket -> bucket.owners().values().stream().flatMap(List::stream))
                .iterator();
    }

    int records() {
        return records;
    }

    /** What a transfer of them takes. */
    long octets() {
        return octets;
    }

    static long octets(List<Entry> entries) {
        return entries.stream().mapToLong(entry -> entry.wire().length).sum();
    }

    private static int bucketOf(Name owner) {
        int hash = owner.hashCode();
        return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
    }
}
