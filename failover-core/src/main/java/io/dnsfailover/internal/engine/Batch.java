package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store is given at once.
 *
 * @param states policy name to state
 * @param parcels events that have still to be told
 * @param settled the numbers of events that have not
 * @param told what to run when the states are durable
 */
record Batch(Map<String, StoredState> states, List<Parcel> parcels, Set<Long> settled, List<Runnable> told) {
    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    /** This one and one that came after it. */
    Batch and(Batch later) {
        Map<String, StoredState> allStates = new LinkedHashMap<>(states);
        allStates.putAll(later.states);
        List<Parcel> allParcels = new ArrayList<>(parcels);
        allParcels.addAll(later.parcels);
        Set<Long> allSettled = new TreeSet<>(settled);
        allSettled.addAll(later.settled);
        List<Runnable> allTold = new ArrayList<>(told);
        allTold.addAll(later.told);
        return new Batch(allStates, allParcels, allSettled, allTold);
    }

    /** The same as text. Takes a while for many events: on the store's worker. */
    StoreBatch toStore() {
        List<StoredEvent> events = new ArrayList<>(parcels.size());
        for (Parcel parcel : parcels) {
            try {
                events.add(parcel.toStore());
            } catch (RuntimeException e) { // what cannot be written must not keep a decision from being stored
                LOG.warn("[{}] cannot be stored: a restart forgets it", parcel.eventId(), e);
            }
        }
        return new StoreBatch(states, events, settled);
    }
}
