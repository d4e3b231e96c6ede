package io.dnsfailover.simulation.world;

import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What several controllers share: a replicated service that is sometimes not there, and that refuses a controller after another one has
 * taken over.
 */
public final class SharedStore {
    private final Map<String, StoredState> states = new TreeMap<>();
    private final Map<Long, StoredEvent> events = new TreeMap<>();
    private long term;
    private int outages;

    SharedStore() {}

    /** The service is out, or back. */
    public void out(boolean out) {
        outages += out ? 1 : -1;
    }

    /** The way of one controller's term to it. */
    StateStore of(Controller controller, long token) {
        return new Session(controller, token);
    }

    private final class Session implements StateStore {
        private final Controller controller;
        private final long token;

        private Session(Controller controller, long token) {
            this.controller = controller;
            this.token = token;
        }

        @Override
        public Map<String, StoredState> load() throws IOException {
            requireService();
            term = token;
            return new TreeMap<>(states);
        }

        @Override
        public List<StoredEvent> undelivered() throws IOException {
            requireService();
            return List.copyOf(events.values());
        }

        @Override
        public void save(StoreBatch batch) throws IOException {
            requireService();
            states.putAll(batch.states());
            batch.events().forEach(event -> events.put(event.number(), event));
            events.keySet().removeAll(batch.settled());
        }

        @Override
        public void forget(Collection<String> policies) throws IOException {
            requireService();
            states.keySet().removeAll(policies);
        }

        private void requireService() throws IOException {
            if (outages > 0 || controller.isCutOff()) {
                throw new IOException("no connection to the shared store");
            }
            if (token < term) {
                throw new IOException("the term " + token + " is over, this is " + term);
            }
        }

        @Override
        public void close() {
            // What is stored stays.
        }
    }
}
