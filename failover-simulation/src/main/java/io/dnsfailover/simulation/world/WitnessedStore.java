package io.dnsfailover.simulation.world;

import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store whose promises are written down. */
final class WitnessedStore implements StateStore {
    private final Life life;
    private final StateStore store;
    private final Witness witness;
    private List<StoredEvent> left = List.of();

    WitnessedStore(Life life, StateStore store, Witness witness) {
        this.life = life;
        this.store = store;
        this.witness = witness;
    }

    @Override
    public Map<String, StoredState> load() throws IOException {
        Map<String, StoredState> loaded = store.load();
        left = store.undelivered();
        witness.begins(life, loaded, left);
        return loaded;
    }

    @Override
    public List<StoredEvent> undelivered() {
        return left;
    }

    @Override
    public void save(StoreBatch batch) throws IOException {
        witness.saves(life, batch);
        store.save(batch);
        witness.saved(life, batch);
        for (StoredEvent event : batch.events()) {
            if (event.attempt() == 1) {
                witness.told(life, event);
            }
        }
    }

    @Override
    public void forget(Collection<String> policies) throws IOException {
        witness.forgets(life, policies);
        store.forget(policies);
    }

    @Override
    public void close() {
        store.close();
    }
}
