package io.dnsfailover.spi;

/**
 * Tells people of events.
 *
 * <p>Called by one worker thread of the engine, one delivery at a time, in the order of the events; may block, and
 * delays nothing but later deliveries to the same notifier. What throws is tried again after a pause, a bounded number
 * of times: delivery is at least once while the process lives.
 */
public interface Notifier extends AutoCloseable {
    /**
     * Delivers one event.
     *
     * @param delivery the event and the number of the attempt
     * @throws Exception when it did not get through and should be tried again
     */
    void deliver(Delivery delivery) throws Exception;

    /** Frees what the notifier holds. Idempotent. */
    @Override
    void close();
}
