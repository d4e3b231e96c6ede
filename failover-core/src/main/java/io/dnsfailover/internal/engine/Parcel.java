package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.journal.EventFormat;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.StoredEvent;

/** One event on its way to one notifier. What changes of it changes on the engine loop, and not while it is being stored. */
final class Parcel {
    private final long number;
    private final NotifierLane lane;
    private final FailoverEvent event;
    private int attempt;
    private boolean stored;

    /**
     * Packs an event.
     *
     * @param attempt the number of the next attempt to deliver it
     */
    Parcel(long number, NotifierLane lane, FailoverEvent event, int attempt) {
        this.number = number;
        this.lane = lane;
        this.event = event;
        this.attempt = attempt;
    }

    /** Its place in the order of all. */
    long number() {
        return number;
    }

    FailoverEvent event() {
        return event;
    }

    String eventId() {
        return event.header().id();
    }

    int attempt() {
        return attempt;
    }

    Delivery delivery() {
        return new Delivery(event, attempt);
    }

    /** Whether the store knows that the next attempt may begin. */
    boolean isStored() {
        return stored;
    }

    /** The store knows of it now. */
    void stored() {
        stored = true;
        lane.stored(this);
    }

    /** One more attempt; the store does not know of it yet. */
    void again() {
        attempt++;
        stored = false;
    }

    /** What the store keeps of it. */
    StoredEvent toStore() {
        return new StoredEvent(number, lane.name(), eventId(), attempt, EventFormat.text(event));
    }
}
