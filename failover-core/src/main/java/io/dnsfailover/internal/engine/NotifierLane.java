package io.dnsfailover.internal.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings events to one notifier, in order, off the loop, with a bounded queue and bounded attempts. */
final class NotifierLane {
    private static final Logger LOG = LoggerFactory.getLogger(NotifierLane.class);
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_ATTEMPTS = 6;
    private static final Duration MAX_PAUSE = Duration.ofSeconds(60);

    private final Loop loop;
    private final Notifier notifier;
    private final Tally tally;
    private final Executor worker;
    private final Deque<FailoverEvent> waiting = new ArrayDeque<>(); // engine loop only
    private boolean busy; // engine loop only

    NotifierLane(Loop loop, Notifier notifier, Tally tally, int number) {
        this.loop = loop;
        this.notifier = notifier;
        this.tally = tally;
        this.worker = loop.worker("notifier-" + number);
    }

    void tell(FailoverEvent event) {
        if (waiting.size() >= MAX_WAITING) {
            tally.droppedDeliveries.increment();
            LOG.warn(
                    "[{}] dropped for {}: {} events wait already",
                    event.header().id(),
                    notifier,
                    MAX_WAITING);
            return;
        }
        waiting.add(event);
        if (!busy) {
            next();
        }
    }

    private void next() {
        FailoverEvent event = waiting.poll();
        busy = event != null;
        if (event != null) {
            attempt(new Delivery(event, 1));
        }
    }

    private void attempt(Delivery delivery) {
        worker.execute(() -> {
            try {
                notifier.deliver(delivery);
                loop.post(this::next);
            } catch (Throwable t) { // nothing that a notifier throws may stop its lane for good
                if (t instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                loop.post(() -> failed(delivery, t));
            }
        });
    }

    private void failed(Delivery delivery, Throwable cause) {
        String id = delivery.event().header().id();
        if (delivery.attempt() >= MAX_ATTEMPTS) {
            tally.droppedDeliveries.increment();
            LOG.warn("[{}] not delivered by {} after {} attempts", id, notifier, MAX_ATTEMPTS, cause);
            next();
            return;
        }
        LOG.warn("[{}] not delivered by {} (attempt {}): {}", id, notifier, delivery.attempt(), cause.toString());
        Delivery again = new Delivery(delivery.event(), delivery.attempt() + 1);
        loop.after(loop.backOff(delivery.attempt(), MAX_PAUSE), () -> attempt(again));
    }
}
