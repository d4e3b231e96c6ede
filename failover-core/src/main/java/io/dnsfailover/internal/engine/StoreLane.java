package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoredState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores states off the loop, one batch at a time: what comes while a batch is under way goes into the next. A batch that
 * fails is tried again until it succeeds; nobody is told before.
 */
final class StoreLane {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLane.class);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);

    private final Loop loop;
    private final StateStore store;
    private final JournalLane journal;
    private final Executor worker;
    private Map<String, StoredState> waiting = new LinkedHashMap<>(); // engine loop only
    private List<Runnable> told = new ArrayList<>(); // engine loop only
    private boolean busy; // engine loop only

    StoreLane(Loop loop, StateStore store, JournalLane journal) {
        this.loop = loop;
        this.store = store;
        this.journal = journal;
        this.worker = loop.worker("store");
    }

    /** Stores a state, and runs {@code stored} on the loop once it is durable. */
    void save(String policy, StoredState state, Runnable stored) {
        waiting.put(policy, state);
        told.add(stored);
        next();
    }

    /** Forgets policies. A failure is logged: what is forgotten late does no harm. */
    void forget(Collection<String> policies) {
        waiting.keySet().removeAll(policies);
        worker.execute(() -> {
            try {
                store.forget(policies);
            } catch (IOException | RuntimeException | Error e) {
                LOG.warn("The store could not forget {} policies", policies.size(), e);
            }
        });
    }

    private void next() {
        if (busy || told.isEmpty()) {
            return;
        }
        busy = true;
        Map<String, StoredState> batch = waiting;
        List<Runnable> tell = told;
        waiting = new LinkedHashMap<>();
        told = new ArrayList<>();
        attempt(batch, tell, 1);
    }

    private void attempt(Map<String, StoredState> batch, List<Runnable> tell, int attempt) {
        worker.execute(() -> {
            try {
                store.save(batch);
                loop.post(() -> done(tell));
            } catch (IOException | RuntimeException | Error e) { // nothing may stop the lane for good
                LOG.warn("The store failed (attempt {}): nothing is published until it works", attempt, e);
                loop.post(() -> loop.after(loop.backOff(attempt, MAX_PAUSE), () -> attempt(batch, tell, attempt + 1)));
            }
        });
    }

    private void done(List<Runnable> tell) {
        journal.stored();
        busy = false;
        tell.forEach(Runnable::run);
        next();
    }
}
