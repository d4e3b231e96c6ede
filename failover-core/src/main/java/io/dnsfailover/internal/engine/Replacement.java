package io.dnsfailover.internal.engine;

import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.status.Reload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The records of an engine while its policies are replaced, matched by name: one whose policy stays the same does not notice,
 * one whose policy has another record now ends and begins anew. On the engine loop only.
 */
final class Replacement {
    private final Map<String, RecordCell> before;
    private final Map<String, RecordCell> after = new LinkedHashMap<>();
    private final List<RecordCell> starting = new ArrayList<>();
    private final SortedSet<String> added = new TreeSet<>();
    private final SortedSet<String> changed = new TreeSet<>();
    private final SortedSet<String> removed;

    Replacement(Map<String, RecordCell> before) {
        this.before = before;
        this.removed = new TreeSet<>(before.keySet());
    }

    /** Takes one of the new policies. */
    void follow(FailoverPolicy policy, EngineParts parts, long spreadNanos) {
        String name = policy.name();
        RecordCell cell = before.get(name);
        removed.remove(name);
        if (cell == null) {
            added.add(name);
            after.put(name, begin(policy, parts));
        } else if (!cell.key().equals(policy.record())) {
            changed.add(name);
            cell.remove();
            after.put(name, begin(policy, parts));
        } else {
            if (!cell.policy().equals(policy)) {
                changed.add(name);
                cell.change(policy, spreadNanos);
            }
            after.put(name, cell);
        }
    }

    private RecordCell begin(FailoverPolicy policy, EngineParts parts) {
        RecordCell cell = new RecordCell(parts, policy, null);
        starting.add(cell);
        return cell;
    }

    /** Ends the records whose policies are gone. */
    void removeTheRest(EngineParts parts) {
        before.forEach((name, cell) -> {
            if (removed.contains(name)) {
                cell.remove();
            }
        });
        if (!removed.isEmpty()) {
            parts.store().forget(List.copyOf(removed));
        }
    }

    /** All records from now on. */
    Map<String, RecordCell> cells() {
        return after;
    }

    /** Those that have to be started. */
    List<RecordCell> starting() {
        return starting;
    }

    /** What was done. */
    Reload report() {
        return new Reload(
                Collections.unmodifiableSortedSet(added),
                Collections.unmodifiableSortedSet(changed),
                Collections.unmodifiableSortedSet(removed),
                after.size() - added.size() - changed.size());
    }
}
