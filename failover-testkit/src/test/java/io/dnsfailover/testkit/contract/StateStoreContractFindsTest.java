package io.dnsfailover.testkit.contract;

import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

    @Test
    void tellingInTheOrderOfArrival() {
        Found.by(Unordered.class, "events_areLoadedInOrder", "in the order of their numbers");
    }

    @Test
    void keepingTheFirstAttempt() {
        Found.by(FirstWins.class, "event_withAKnownNumber_takesItsPlace", "takes its place");
    }

    @Test
    void keepingWhatIsSettled() {
        Found.by(Hoarding.class, "settledEvent_isForgotten", "a settled event is forgotten");
    }

    @Test
    void forgettingEventsWithTheirPolicy() {
        Found.by(Zealous.class, "states_andEvents_areKeptApart", "keeps what has still to be told of it");
    }

    @Test
    void keepingEventsWithoutStatesOnly() {
        Found.by(Picky.class, "stateAndEvent_areSavedTogether", "are saved at once");
    }

    @Test
    void lendingItsOwnEvents() {
        Found.by(LendingEvents.class, "undelivered_isASnapshot", "do not change by later writes");
    }

    @Test
    void cuttingLongEvents() {
        Found.by(Narrow.class, "manyAndLongEvents_areKept", "the longest event is kept");
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
        final Map<Long, StoredEvent> events;

        MapStore() {
            this(new TreeMap<>());
        }

        MapStore(Map<Long, StoredEvent> events) {
            this.events = events;
        }

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

    static final class Unordered extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore(new LinkedHashMap<>());
        }
    }

    static final class FirstWins extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore() {
                @Override
                public void save(StoreBatch batch) throws IOException {
                    Map<Long, StoredEvent> before = Map.copyOf(events);
                    super.save(batch);
                    events.putAll(before);
                }
            };
        }
    }

    static final class Hoarding extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore() {
                @Override
                public void save(StoreBatch batch) throws IOException {
                    super.save(new StoreBatch(batch.states(), batch.events(), Set.of()));
                }
            };
        }
    }

    static final class Zealous extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore() {
                @Override
                public void forget(Collection<String> policies) throws IOException {
                    super.forget(policies);
                    events.values().removeIf(event -> policies.stream().anyMatch(event.eventId()::startsWith));
                }
            };
        }
    }

    static final class Picky extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore() {
                @Override
                public void save(StoreBatch batch) throws IOException {
                    super.save(batch.states().isEmpty() ? batch : StoreBatch.ofStates(batch.states()));
                }
            };
        }
    }

    static final class LendingEvents extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore() {
                private final List<StoredEvent> own = new ArrayList<>();

                @Override
                public List<StoredEvent> undelivered() {
                    own.clear();
                    own.addAll(events.values());
                    return own;
                }

                @Override
                public void save(StoreBatch batch) throws IOException {
                    super.save(batch);
                    undelivered();
                }
            };
        }
    }

    static final class Narrow extends OnAMap {
        @Override
        protected StateStore empty() {
            return new MapStore() {
                @Override
                public void save(StoreBatch batch) throws IOException {
                    super.save(batch);
                    events.values().removeIf(event -> event.text().length() > 0xFFFF);
                }
            };
        }
    }
}
