package io.dnsfailover.spi;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The store of a process that may forget everything when it ends. Safe from any thread. */
public final class InMemoryStateStore implements StateStore {
    private final Map<String, StoredState> states = new ConcurrentHashMap<>();

    /** A store with nothing in it. */
    public InMemoryStateStore() {}

    @Override
    public Map<String, StoredState> load() {
        return Map.copyOf(states);
    }

    @Override
    public void save(Map<String, StoredState> changed) {
        states.putAll(changed);
    }

    @Override
    public void forget(Collection<String> policies) {
        states.keySet().removeAll(policies);
    }

    @Override
    public void close() {
        // What is stored stays, so that a test can hand the same store to the next Failover.
    }
}
