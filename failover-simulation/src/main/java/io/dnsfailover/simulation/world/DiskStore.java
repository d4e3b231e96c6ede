package io.dnsfailover.simulation.world;

import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A durable store: a log of batches in one file. A batch counts when its end is there. After anything that failed, and when the log is long,
 * everything is written to a new file that takes the place of the old one: what a failed sync left behind is never built upon. So it is
 * with what is found at a start: a process before this one may have died after a sync that failed, and what can be read then is not
 * what the next loss of power leaves.
 */
public final class DiskStore implements StateStore {
    private static final String LOG = "states";
    private static final String NEW_LOG = "states.new";
    private static final int LONG = 400;

    /** One state in a batch; null for a policy that is forgotten. */
    private record Entry(String policy, @Nullable StoredState state) {}

    /** An event that is settled. */
    private record Settled(long number) {}

    /** The end of a batch. */
    private record End(int pieces) {}

    private final Disk disk;
    private final Map<String, StoredState> states = new TreeMap<>();
    private final Map<Long, StoredEvent> events = new TreeMap<>();
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
        events.clear();
        log = disk.open(LOG);
        if (log != null) {
            replay(disk.read(log));
        }
        startAnew = true; // the end of the log may be torn
        if (log != null) {
            write(List.of()); // what is shown from here on survives
        }
        return new TreeMap<>(states);
    }

    /** What {@link #load} found. */
    @Override
    public List<StoredEvent> undelivered() {
        return List.copyOf(events.values());
    }

    private void replay(List<Object> pieces) {
        List<Object> batch = new ArrayList<>();
        for (Object piece : pieces) {
            if (piece instanceof End end) {
                if (end.pieces != batch.size()) {
                    return;
                }
                batch.forEach(this::remember);
                batch.clear();
            } else {
                batch.add(piece);
            }
        }
    }

    private void remember(Object piece) {
        if (piece instanceof StoredEvent event) {
            events.put(event.number(), event);
        } else if (piece instanceof Settled settled) {
            events.remove(settled.number);
        } else if (piece instanceof Entry entry) {
            if (entry.state == null) {
                states.remove(entry.policy);
            } else {
                states.put(entry.policy, entry.state);
            }
        }
    }

    @Override
    public void save(StoreBatch batch) throws IOException {
        List<Object> pieces = new ArrayList<>();
        batch.states().forEach((policy, state) -> pieces.add(new Entry(policy, state)));
        pieces.addAll(batch.events());
        batch.settled().forEach(number -> pieces.add(new Settled(number)));
        write(pieces);
    }

    @Override
    public void forget(Collection<String> policies) throws IOException {
        List<Object> pieces = new ArrayList<>();
        policies.forEach(policy -> pieces.add(new Entry(policy, null)));
        write(pieces);
    }

    private void write(List<Object> batch) throws IOException {
        Disk.File open = log;
        if (startAnew || open == null || length > LONG + 2 * (states.size() + events.size())) {
            startAnew = true;
            rewrite(batch);
        } else {
            startAnew = true; // until all of it has worked
            append(open, batch);
            length += batch.size() + 1;
        }
        startAnew = false;
        batch.forEach(this::remember);
    }

    private void rewrite(List<Object> batch) throws IOException {
        List<Object> all = new ArrayList<>();
        states.forEach((policy, state) -> all.add(new Entry(policy, state)));
        all.addAll(events.values());
        all.addAll(batch);
        Disk.File file = disk.create(NEW_LOG);
        append(file, all);
        disk.rename(NEW_LOG, LOG);
        disk.syncDirectory();
        log = file;
        length = all.size() + 1;
    }

    private void append(Disk.File file, List<Object> batch) throws IOException {
        for (Object piece : batch) {
            disk.append(file, piece);
        }
        disk.append(file, new End(batch.size()));
        disk.sync(file);
    }

    @Override
    public void close() {
        // What is on the disk stays there.
    }
}
