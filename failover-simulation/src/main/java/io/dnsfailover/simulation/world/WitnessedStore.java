package io.dnsfailover.simulation.world;

import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/** A store whose promises are written down. */
final class WitnessedStore implements StateStore {
    private final Life life;
    private final StateStore store;
    private final Witness witness;

    WitnessedStore(Life life, StateStore store, Witness witness) {
        this.life = life;
        this.store = store;
        this.witness = witness;
    }

    @Override
    public Map<String, StoredState> load() throws IOException {
        Map<String, StoredState> loaded = store.load();
        witness.begins(life, loaded);
        return loaded;
    }

    @Override
    public void save(Map<String, StoredState> states) throws IOException {
        witness.saves(life, states);
        store.save(states);
        witness.saved(life, states);
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
