package io.dnsfailover.simulation.world;

import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;

/** Hears every event as soon as the engine tells it, and never fails. */
final class EventTap implements Notifier {
    private final Life life;
    private final Witness witness;

    EventTap(Life life, Witness witness) {
        this.life = life;
        this.witness = witness;
    }

    @Override
    public void deliver(Delivery delivery) {
        witness.told(life, delivery.event());
    }

    @Override
    public void close() {
        // There is nothing to free.
    }
}
