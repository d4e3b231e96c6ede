package io.dnsfailover.spi;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The store of a process that may forget everything when it ends. Safe from any thread. */
public final class InMemoryStateStore implements StateStore {
    private final Map<String, StoredState> states = new TreeMap<>(); // guarded by this
    private final Map<Long, StoredEvent> events = new TreeMap<>(); // guarded by this

    /** A store with nothing in it. */
    public InMemoryStateStore() {}

    @Override
    public synchronized Map<String, StoredState> load() {
        return Map.copyOf(states);
    }

    @Override
    public synchronized List<StoredEvent> undelivered() {
        return List.copyOf(events.values());
    }

    @Override
    public synchronized void save(StoreBatch batch) {
        states.putAll(batch.states());
        batch.events().forEach(event -> events.put(event.number(), event));
        events.keySet().removeAll(batch.settled());
    }

    @Override
    public synchronized void forget(Collection<String> policies) {
        states.keySet().removeAll(policies);
    }

    @Override
    public void close() {
        // What is stored stays, so that a test can hand the same store to the next Failover.
    }
}
