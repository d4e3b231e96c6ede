package io.dnsfailover.testkit;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every event of all runs of a {@link Scenario}, once, however often it was delivered, and when it happened in simulated time: each run has an
 * origin of its own, and one that was not told before a restart is told after it.
 */
final class Heard {
    private final SimulatedTime time;
    private final long shiftNanos;
    private final List<ScenarioRun.Happened> happened = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * Nothing heard yet.
     *
     * @param shiftNanos how far the origin of each run lies from that of the run before it, below zero
     */
    Heard(SimulatedTime time, long shiftNanos) {
        this.time = time;
        this.shiftNanos = shiftNanos;
    }

    List<ScenarioRun.Happened> happened() {
        return happened;
    }

    /** A notifier that listens to one run and never fails; no other test could use it. */
    Notifier in(int run) {
        return new Notifier() {
            @Override
            public void deliver(Delivery delivery) {
                hear(delivery.event(), run);
            }

            @Override
            public void close() {
                // There is nothing to free.
            }
        };
    }

    private void hear(FailoverEvent event, int run) {
        if (!ids.add(event.header().id())) {
            return;
        }
        long nanos = event.header().at().nanos() - shiftNanos * run;
        while (nanos > time.nanoTime()) { // it happened in a run before this one
            nanos += shiftNanos;
        }
        happened.add(new ScenarioRun.Happened(nanos, event));
    }
}
