package io.dnsfailover.notify.collect;

import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;

/** Hears every event at once, and tells nobody: the other notifiers ask for what it gathered. Never throws, never waits. */
final class ReportListener implements Notifier {
    private final Gathering gathering;

    ReportListener(Gathering gathering) {
        this.gathering = gathering;
    }

    @Override
    public void deliver(Delivery delivery) {
        gathering.hear(delivery.event());
    }

    @Override
    public void close() {
        gathering.close();
    }

    /** What it is for. */
    @Override
    public String toString() {
        return "reports";
    }
}
