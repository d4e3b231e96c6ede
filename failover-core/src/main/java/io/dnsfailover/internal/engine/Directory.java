package io.dnsfailover.internal.engine;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.spi.RecordOutlook;
import io.dnsfailover.status.RecordStatus;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The index of all records for readers. Immutable; what it points to changes by one volatile write for each record. */
final class Directory {
    static final Directory EMPTY = of(Set.of());

    private final Map<DnsName, Map<RecordType, RecordCell>> byOwner;
    private final Map<String, RecordCell> byPolicy;
    private final Set<RecordSetKey> keys;

    private Directory(
            Map<DnsName, Map<RecordType, RecordCell>> byOwner,
            Map<String, RecordCell> byPolicy,
            Set<RecordSetKey> keys) {
        this.byOwner = byOwner;
        this.byPolicy = byPolicy;
        this.keys = keys;
    }

    static Directory of(Collection<RecordCell> cells) {
        Map<DnsName, Map<RecordType, RecordCell>> byOwner = new HashMap<>();
        Map<String, RecordCell> byPolicy = new LinkedHashMap<>();
        for (RecordCell cell : cells) {
            byOwner.computeIfAbsent(cell.key().owner(), owner -> new EnumMap<>(RecordType.class))
                    .put(cell.key().type(), cell);
            byPolicy.put(cell.policy().name(), cell);
        }
        return new Directory(
                byOwner, byPolicy, cells.stream().map(RecordCell::key).collect(Collectors.toUnmodifiableSet()));
    }

    @Nullable
    RecordSet current(DnsName owner, RecordType type) {
        RecordCell cell = cell(owner, type);
        return cell == null ? null : cell.shown().recordSet();
    }

    @Nullable
    RecordOutlook outlook(DnsName owner, RecordType type) {
        RecordCell cell = cell(owner, type);
        return cell == null ? null : cell.shown().outlook();
    }

    private @Nullable RecordCell cell(DnsName owner, RecordType type) {
        Map<RecordType, RecordCell> types = byOwner.get(owner);
        return types == null ? null : types.get(type);
    }

    Set<RecordSetKey> keys() {
        return keys;
    }

    List<RecordStatus> statuses() {
        return byPolicy.values().stream()
                .map(cell -> cell.shown().status())
                .filter(Objects::nonNull)
                .toList();
    }

    @Nullable
    RecordStatus status(String policy) {
        RecordCell cell = byPolicy.get(policy);
        return cell == null ? null : cell.shown().status();
    }
}
