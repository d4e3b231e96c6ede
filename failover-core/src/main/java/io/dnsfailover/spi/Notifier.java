package io.dnsfailover.spi;

/**
 * Tells people of events.
 *
 * <p>Called by one worker thread of the engine, one delivery at a time, in the order of the events; may block, and delays nothing but
 * later deliveries to the same notifier. What throws is tried again, 100 times in all, with pauses that grow to a quarter of an hour, about
 * 22 hours; then it is dropped, logged and counted. One that fails for more than a minute lets later events pass.
 *
 * <p>Delivery is at least once, as far as the {@link StateStore} is durable: each attempt is stored before it is made, and what is not
 * delivered when the process ends is delivered after the next start, with the same event id. One that settles events later is a {@link
 * PatientNotifier}.
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
