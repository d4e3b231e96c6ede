package io.dnsfailover.testkit.engine;

import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store whose disk may be full. */
final class UnreliableStore implements StateStore {
    private final InMemoryStateStore kept = new InMemoryStateStore();
    private final List<StoreBatch> batches = new ArrayList<>();
    private boolean full;
    private int failures;

    void fills() {
        full = true;
    }

    void hasRoomAgain() {
        full = false;
    }

    int failures() {
        return failures;
    }

    /** Every batch that was stored, in order. */
    List<StoreBatch> batches() {
        return List.copyOf(batches);
    }

    @Override
    public Map<String, StoredState> load() {
        return kept.load();
    }

    @Override
    public List<StoredEvent> undelivered() {
        return kept.undelivered();
    }

    @Override
    public void save(StoreBatch batch) throws IOException {
        if (full) {
            failures++;
            throw new IOException("no space left");
        }
        batches.add(batch);
        kept.save(batch);
    }

    @Override
    public void forget(Collection<String> policies) throws IOException {
        if (full) {
            throw new IOException("no space left");
        }
        kept.forget(policies);
    }

    @Override
    public void close() {
        kept.close();
    }
}
