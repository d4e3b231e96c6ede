package io.dnsfailover.testkit.contract;

import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each of the stores below makes one mistake. */
class StateStoreContractFindsTest {
    @Test
    void forgettingOverARestart() {
        Found.by(Forgetful.class, "save_replacesOnlyWhatItNames", "saving replaces the state of the same policy");
    }

    @Test
    void writingTheWholeFile_withWhatWasNamedOnly() {
        Found.by(Whole.class, "save_replacesOnlyWhatItNames", "keeps those of others");
    }

    @Test
    void lendingItsOwnMap() {
        Found.by(Lending.class, "load_isASnapshot", "what was loaded does not change by later writes");
    }

    @Test
    void leavingOutWhatWasDown() {
        Found.by(Partial.class, "save_isLoadedAfterRestart", "endpoints that were down");
    }

    /** What a store holds, and how a restart treats it. */
    abstract static class OnAMap extends StateStoreContract {
        @Override
        protected StateStore reopened(StateStore closed) throws Exception {
            return closed;
        }
    }

    /** A store with its own map. */
    static class MapStore implements StateStore {
        final Map<String, StoredState> states = new HashMap<>();
        final Map<Long, StoredEvent> events = new TreeMap<>();

        @Override
        public Map<String, StoredState> load() throws IOException {
            return Map.copyOf(states);
        }

        @Override
        public List<StoredEvent> undelivered() throws IOException {
            return List.copyOf(events.values());
        }

        @Override
        public void save(StoreBatch batch) throws IOException {
            states.putAll(batch.states());
            batch.events().forEach(event -> events.put(event.number(), event));
            events.keySet().removeAll(batch.settled());
        }

        @Override
        public void forget(Collection<String> policies) throws IOException {
            states.keySet().removeAll(Set.copyOf(policies));
        }

        @Override
        public void close() {}
    }

    static final class Forgetful extends OnAMap {
        @Override
        protected StateStore empty() {
            return new InMemoryStateStore();
        }

        @Override
        protected StateStore reopened(StateStore closed) {
            return new InMemoryStateStore();
        }
    }

    static final class Whole extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore() {
                @Override
                public void save(StoreBatch batch) throws IOException {
                    states.clear();
                    super.save(batch);
                }
            };
        }
    }

    static final class Lending extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore() {
                @Override
                public Map<String, StoredState> load() {
                    return states;
                }
            };
        }
    }

    static final class Partial extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore() {
                @Override
                public void save(StoreBatch batch) {
                    batch.states()
                            .forEach((policy, state) -> states.put(
                                    policy,
                                    new StoredState(
                                            state.record(),
                                            state.generation(),
                                            state.holding(),
                                            Set.of(),
                                            state.orders(),
                                            state.hold(),
                                            state.moves())));
                }
            };
        }
    }
}
