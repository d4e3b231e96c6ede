package io.dnsfailover.dns.answer;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.RecordDirectory;
import io.dnsfailover.spi.RecordOutlook;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A directory that a test fills. */
public final class MemoryDirectory implements RecordDirectory {
    private static final Ttl TTL = Ttl.of(Duration.ofSeconds(30));

    private record Question(DnsName owner, RecordType type) {}

    private final Map<Question, RecordSet> sets = new ConcurrentHashMap<>();
    private final Map<Question, RecordOutlook> outlooks = new ConcurrentHashMap<>();
    private volatile Set<RecordSetKey> keys = Set.of();

    /** Manages a record without knowing what it holds. */
    public MemoryDirectory manage(String zone, String owner, RecordType type) {
        Set<RecordSetKey> more = new HashSet<>(keys);
        more.add(key(zone, owner, type));
        keys = Set.copyOf(more);
        return this;
    }

    /** Changes what a record holds; manages it if it is new. */
    public MemoryDirectory put(String zone, String owner, RecordType type, String... rdata) {
        RecordSetKey key = key(zone, owner, type);
        set(RecordSet.of(key, TTL, List.of(rdata)));
        if (!keys.contains(key)) {
            manage(zone, owner, type);
        }
        return this;
    }

    /** Many at once, which one by one would take too long. */
    public MemoryDirectory putAll(List<RecordSet> all) {
        Set<RecordSetKey> more = new HashSet<>(keys);
        for (RecordSet set : all) {
            set(set);
            more.add(set.key());
        }
        keys = Set.copyOf(more);
        return this;
    }

    public void set(RecordSet set) {
        sets.put(new Question(set.key().owner(), set.key().type()), set);
    }

    public void remove(String zone, String owner, RecordType type) {
        Set<RecordSetKey> fewer = new HashSet<>(keys);
        fewer.remove(key(zone, owner, type));
        sets.remove(new Question(DnsName.of(owner), type));
        keys = Set.copyOf(fewer);
    }

    /** Says what is known of a record beside its data. */
    public MemoryDirectory outlook(String owner, RecordType type, RecordOutlook outlook) {
        outlooks.put(new Question(DnsName.of(owner), type), outlook);
        return this;
    }

    @Override
    public @Nullable RecordOutlook outlook(DnsName owner, RecordType type) {
        return outlooks.get(new Question(owner, type));
    }

    public static RecordSetKey key(String zone, String owner, RecordType type) {
        return new RecordSetKey(DnsName.of(zone), DnsName.of(owner), type);
    }

    @Override
    public @Nullable RecordSet current(DnsName owner, RecordType type) {
        return sets.get(new Question(owner, type));
    }

    @Override
    public Set<RecordSetKey> keys() {
        return keys;
    }
}
