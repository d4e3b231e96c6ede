package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.journal.EventFormat;
import io.dnsfailover.journal.JournalFormatException;
import io.dnsfailover.spi.StoredEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that have still to be told: packs one parcel for each notifier, has the store keep them, and takes up after a start
 * what was not settled before it. On the engine loop only.
 */
final class Outbox {
    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /**
     * What the store kept of one event.
     *
     * @param event null when the text cannot be read
     * @param trouble why not
     */
    record Left(StoredEvent stored, @Nullable FailoverEvent event, String trouble) {
        /** Reads the texts. Any thread. */
        static List<Left> of(List<StoredEvent> all) {
            return all.stream().map(Left::of).toList();
        }

        private static Left of(StoredEvent stored) {
            try {
                return new Left(stored, EventFormat.event(stored.text()), "");
            } catch (JournalFormatException e) {
                return new Left(stored, null, String.valueOf(e.getMessage()));
            }
        }
    }

    private final Tally tally;
    private final StoreLane store;
    private final Map<String, NotifierLane> lanes = new LinkedHashMap<>();
    private long number;
    private long eventNumber;

    Outbox(Tally tally, StoreLane store, List<NotifierLane> lanes) {
        this.tally = tally;
        this.store = store;
        lanes.forEach(lane -> this.lanes.put(lane.name(), lane));
    }

    /** One that tells all notifiers of a host, each on a worker of its own. */
    static Outbox of(EngineSettings settings, Loop loop, Tally tally, StoreLane store) {
        List<NotifierLane> lanes = new ArrayList<>();
        settings.notifiers().forEach((name, notifier) -> {
            Executor worker = loop.worker("notifier-" + (lanes.size() + 1));
            lanes.add(new NotifierLane(loop, name, notifier, tally, store, worker));
        });
        return new Outbox(tally, store, lanes);
    }

    /** A number for the id of an event; no other event of this run has it, also not of a policy that was removed and came back. */
    long nextEventNumber() {
        eventNumber++;
        return eventNumber;
    }

    /** One parcel for each notifier that has room, for the store to keep together with what the event tells of. */
    List<Parcel> pack(FailoverEvent event) {
        if (lanes.isEmpty()) {
            return List.of();
        }
        List<Parcel> parcels = new ArrayList<>(lanes.size());
        for (NotifierLane lane : lanes.values()) {
            if (lane.admits(event)) {
                number++;
                parcels.add(new Parcel(number, lane, event, 1));
            }
        }
        return parcels;
    }

    /** Tells an event that no state depends on: it is stored soon, and delivered then. */
    void tell(FailoverEvent event) {
        store.keep(pack(event));
    }

    /** Takes up what was left before a start, ahead of all that happens from now on. */
    void restore(List<Left> all) {
        Map<String, Integer> gone = new TreeMap<>();
        for (Left left : all) {
            StoredEvent stored = left.stored();
            number = Math.max(number, stored.number());
            NotifierLane lane = lanes.get(stored.notifier());
            if (lane != null && left.event() != null) {
                lane.restore(new Parcel(stored.number(), lane, left.event(), stored.attempt() + 1));
                continue;
            }
            tally.droppedDeliveries.increment();
            store.settle(stored.number());
            if (lane == null) {
                gone.merge(stored.notifier(), 1, Integer::sum);
            } else {
                LOG.warn("[{}] dropped for {}: {}", stored.eventId(), stored.notifier(), left.trouble());
            }
        }
        gone.forEach((name, count) ->
                LOG.warn("{} events that waited for the notifier '{}' are dropped: it is gone", count, name));
        lanes.values().forEach(NotifierLane::next);
    }

    /** Makes no further attempt; what is not settled stays in the store. */
    void close() {
        lanes.values().forEach(NotifierLane::close);
    }
}
