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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores off the loop, one batch at a time: what comes while a batch is under way goes into the next. A batch that fails is tried
 * again until it succeeds; nobody is told before.
 *
 * <p>States are stored at once, and take along whatever else waits. Where there are none, events and what was settled of them wait a little
 * for company, so that the event before a decision is not being written when the decision comes; a batch of theirs that is under way
 * is all that a decision ever waits for. What states go into one batch does not depend on events: a replay has none.
 */
final class StoreLane {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLane.class);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final long PATIENCE_NANOS = Duration.ofMillis(100).toNanos();

    private final Loop loop;
    private final StateStore store;
    private final JournalLane journal;
    private final Executor worker;
    private Map<String, StoredState> waiting = new LinkedHashMap<>(); // engine loop only
    private List<Runnable> told = new ArrayList<>(); // engine loop only
    private List<Parcel> parcels = new ArrayList<>(); // engine loop only
    private Set<Long> settled = new TreeSet<>(); // engine loop only
    private boolean busy; // engine loop only; a batch with states is under way, or ready
    private boolean noting; // engine loop only; a batch without states is under way
    private int failures; // engine loop only; of batches without states, in a row
    private @Nullable Batch ready; // engine loop only; goes when that without states is done
    private final LoopTimer timer;

    StoreLane(Loop loop, StateStore store, JournalLane journal) {
        this.loop = loop;
        this.timer = new LoopTimer(loop);
        this.store = store;
        this.journal = journal;
        this.worker = loop.worker("store");
    }

    /** Stores a state with the event that tells of it, both or neither, and runs {@code stored} on the loop once they are durable. */
    void save(String policy, StoredState state, List<Parcel> events, Runnable stored) {
        waiting.put(policy, state);
        parcels.addAll(events);
        told.add(stored);
        next();
    }

    /** Stores events that no state depends on, soon; each parcel hears of it. */
    void keep(List<Parcel> events) {
        if (!events.isEmpty()) {
            parcels.addAll(events);
            arm(PATIENCE_NANOS);
        }
    }

    /** Forgets an event, soon. */
    void settle(long number) {
        settled.add(number);
        arm(PATIENCE_NANOS);
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

    /** Stores what waits for company. The scheduler is closed, so that the worker does not; where it may still be at work, nothing is done. */
    void close() {
        timer.cancel();
        if (!busy && !noting && hasEvents()) {
            try {
                store.save(batch().toStore());
            } catch (IOException | RuntimeException | Error e) {
                LOG.warn("The last events could not be stored", e);
            }
        }
    }

    private void next() {
        if (busy || told.isEmpty()) {
            return;
        }
        busy = true;
        Batch batch = batch();
        if (noting) {
            ready = batch;
        } else {
            attempt(batch, 1);
        }
    }

    private Batch batch() {
        Batch batch = new Batch(waiting, parcels, settled, told);
        waiting = new LinkedHashMap<>();
        parcels = new ArrayList<>();
        settled = new TreeSet<>();
        told = new ArrayList<>();
        return batch;
    }

    private void attempt(Batch batch, int attempt) {
        worker.execute(() -> {
            try {
                store.save(batch.toStore());
                loop.post(() -> done(batch));
            } catch (IOException | RuntimeException | Error e) { // nothing may stop the lane for good
                LOG.warn("The store failed (attempt {}): nothing is published until it works", attempt, e);
                loop.post(() -> loop.after(loop.backOff(attempt, MAX_PAUSE), () -> attempt(batch, attempt + 1)));
            }
        });
    }

    private void done(Batch batch) {
        journal.stored();
        busy = false;
        batch.told().forEach(Runnable::run);
        batch.parcels().forEach(Parcel::stored);
        next();
        arm(0);
    }

    private boolean hasEvents() {
        return !parcels.isEmpty() || !settled.isEmpty();
    }

    private void arm(long delayNanos) {
        if (!timer.isSet() && !busy && !noting && hasEvents()) {
            timer.set(delayNanos, this::note);
        }
    }

    private void note() {
        if (busy || noting || !hasEvents()) {
            return; // states took them along, or will
        }
        noting = true;
        Batch batch = batch();
        worker.execute(() -> {
            try {
                store.save(batch.toStore());
                loop.post(() -> noted(batch));
            } catch (IOException | RuntimeException | Error e) { // nothing may stop the lane for good
                loop.post(() -> notNoted(batch, e));
            }
        });
    }

    private void noted(Batch batch) {
        noting = false;
        failures = 0;
        batch.parcels().forEach(Parcel::stored);
        goOn(ready);
        arm(0);
    }

    /** The events go with the next batch, ahead of those that came after them. */
    private void notNoted(Batch batch, Throwable cause) {
        noting = false;
        failures++;
        LOG.warn("The store failed (attempt {}): nothing is told until it works", failures, cause);
        if (ready != null) {
            goOn(batch.and(ready));
            return;
        }
        parcels.addAll(0, batch.parcels());
        settled.addAll(batch.settled());
        arm(loop.backOff(failures, MAX_PAUSE));
    }

    private void goOn(@Nullable Batch batch) {
        ready = null;
        if (batch != null) {
            attempt(batch, 1);
        }
    }
}
