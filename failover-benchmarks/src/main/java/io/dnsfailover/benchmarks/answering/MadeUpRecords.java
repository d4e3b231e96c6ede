package io.dnsfailover.benchmarks.answering;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.RecordDirectory;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code r0.example.com.} and so on, one address each, for ever. */
final class MadeUpRecords implements RecordDirectory {
    static final String ZONE = "example.com.";
    private static final int IN_A_NETWORK = 250;

    private final Map<DnsName, RecordSet> sets = new HashMap<>();
    private final Set<RecordSetKey> keys;

    MadeUpRecords(int count) {
        Set<RecordSetKey> all = new HashSet<>();
        for (int i = 0; i < count; i++) {
            RecordSetKey key = new RecordSetKey(DnsName.of(ZONE), DnsName.of(owner(i)), RecordType.A);
            sets.put(key.owner(), RecordSet.of(key, Ttl.of(Duration.ofSeconds(30)), List.of(address(i))));
            all.add(key);
        }
        keys = Set.copyOf(all);
    }

    static String owner(int number) {
        return "r" + number + "." + ZONE;
    }

    static String address(int number) {
        return "192.0.2." + (1 + number % IN_A_NETWORK);
    }

    @Override
    public @Nullable RecordSet current(DnsName owner, RecordType type) {
        return type == RecordType.A ? sets.get(owner) : null;
    }

    @Override
    public Set<RecordSetKey> keys() {
        return keys;
    }
}
