package io.dnsfailover.testkit;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.Notifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A notifier that keeps what it is told, and can be made to fail. Safe from any thread.
 *
 * <pre>{@code
 * RecordingNotifier mail = new RecordingNotifier();
 * mail.failNext(2);                                    // the next two deliveries throw, the third gets through
 * ...
 * assertThat(mail.eventsOf(FailoverEvent.FailedOver.class)).hasSize(1);
 * }</pre>
 */
public final class RecordingNotifier implements Notifier {
    private final List<Delivery> received = new ArrayList<>();
    private long failuresLeft;
    private long failed;
    private boolean closed;

    /** A notifier that works. */
    public RecordingNotifier() {}

    /**
     * Makes the next deliveries fail.
     *
     * @param deliveries how many; zero to work again
     */
    public synchronized void failNext(long deliveries) {
        failuresLeft = deliveries;
    }

    @Override
    public synchronized void deliver(Delivery delivery) throws IOException {
        if (closed) {
            throw new IOException("the notifier is closed");
        }
        if (failuresLeft > 0) {
            failuresLeft--;
            failed++;
            throw new IOException("the notifier was told to fail");
        }
        received.add(delivery);
    }

    /**
     * Everything that got through, redeliveries included.
     *
     * @return a snapshot, in order of arrival
     */
    public synchronized List<Delivery> deliveries() {
        return List.copyOf(received);
    }

    /**
     * The events that got through, each once, however often it was delivered.
     *
     * @return a snapshot, in order of first arrival
     */
    public synchronized List<FailoverEvent> events() {
        Map<String, FailoverEvent> byId = new LinkedHashMap<>();
        received.forEach(delivery -> byId.putIfAbsent(delivery.event().header().id(), delivery.event()));
        return List.copyOf(byId.values());
    }

    /**
     * The events of one kind that got through.
     *
     * @param kind the kind
     * @param <E> the kind
     * @return a snapshot, in order of first arrival
     */
    public <E extends FailoverEvent> List<E> eventsOf(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /**
     * How many deliveries failed because they were told to.
     *
     * @return zero or more
     */
    public synchronized long failed() {
        return failed;
    }

    /**
     * Tells whether the notifier was closed.
     *
     * @return true from the first {@link #close()}
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Refuses every later delivery; what was received can still be read. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
