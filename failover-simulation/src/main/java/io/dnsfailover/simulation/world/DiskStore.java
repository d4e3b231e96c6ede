package io.dnsfailover.simulation.world;

import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A durable store: a log of batches in one file. A batch counts when its end is there. After anything that failed, and when the log is long,
 * everything is written to a new file that takes the place of the old one: what a failed sync left behind is never built upon.
 */
public final class DiskStore implements StateStore {
    private static final String LOG = "states";
    private static final String NEW_LOG = "states.new";
    private static final int LONG = 400;

    /** One state in a batch; null for a policy that is forgotten. */
    private record Entry(String policy, @Nullable StoredState state) {}

    /** The end of a batch. */
    private record End(int entries) {}

    private final Disk disk;
    private final Map<String, StoredState> states = new TreeMap<>();
    private Disk.@Nullable File log;
    private int length;
    private boolean startAnew = true;

    /**
     * A store on a disk.
     *
     * @param disk the disk, with what an earlier store left on it
     */
    public DiskStore(Disk disk) {
        this.disk = disk;
    }

    @Override
    public Map<String, StoredState> load() throws IOException {
        states.clear();
        log = disk.open(LOG);
        if (log != null) {
            replay(disk.read(log));
        }
        startAnew = true; // the end of the log may be torn
        return new TreeMap<>(states);
    }

    private void replay(List<Object> pieces) {
        Map<String, Entry> batch = new LinkedHashMap<>();
        for (Object piece : pieces) {
            if (piece instanceof Entry entry) {
                batch.put(entry.policy, entry);
            } else if (piece instanceof End end && end.entries == batch.size()) {
                batch.values().forEach(this::remember);
                batch.clear();
            } else {
                return;
            }
        }
    }

    private void remember(Entry entry) {
        if (entry.state == null) {
            states.remove(entry.policy);
        } else {
            states.put(entry.policy, entry.state);
        }
    }

    @Override
    public void save(Map<String, StoredState> changed) throws IOException {
        Map<String, Entry> batch = new LinkedHashMap<>();
        changed.forEach((policy, state) -> batch.put(policy, new Entry(policy, state)));
        write(batch);
    }

    @Override
    public void forget(Collection<String> policies) throws IOException {
        Map<String, Entry> batch = new LinkedHashMap<>();
        policies.forEach(policy -> batch.put(policy, new Entry(policy, null)));
        write(batch);
    }

    private void write(Map<String, Entry> batch) throws IOException {
        Disk.File open = log;
        if (startAnew || open == null || length > LONG) {
            startAnew = true;
            rewrite(batch);
        } else {
            startAnew = true; // until all of it has worked
            append(open, batch);
            length += batch.size() + 1;
        }
        startAnew = false;
        batch.values().forEach(this::remember);
    }

    private void rewrite(Map<String, Entry> batch) throws IOException {
        Map<String, Entry> all = new TreeMap<>();
        states.forEach((policy, state) -> all.put(policy, new Entry(policy, state)));
        all.putAll(batch);
        all.values().removeIf(entry -> entry.state == null);
        Disk.File file = disk.create(NEW_LOG);
        append(file, all);
        disk.rename(NEW_LOG, LOG);
        disk.syncDirectory();
        log = file;
        length = all.size() + 1;
    }

    private void append(Disk.File file, Map<String, Entry> batch) throws IOException {
        for (Entry entry : batch.values()) {
            disk.append(file, entry);
        }
        disk.append(file, new End(batch.size()));
        disk.sync(file);
    }

    @Override
    public void close() {
        // What is on the disk stays there.
    }
}
