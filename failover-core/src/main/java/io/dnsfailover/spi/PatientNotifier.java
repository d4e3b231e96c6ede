package io.dnsfailover.spi;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/**
 * A notifier that takes an event now and settles it later: one that gathers events into a digest, waits whether the trouble passes,
 * or sends with threads of its own.
 *
 * <p>The engine calls {@link #take}, by one worker thread, one event at a time, in the order of the events; it must return soon,
 * because the next event of the same notifier waits for it. It delays nothing else. What was taken and is not settled is <em>open</em>: it
 * stays in the store, and after a restart it is taken again, with the same event id and the next number of an attempt. A notifier
 * therefore keeps nothing of its own over a restart.
 *
 * <p>At most 10,000 events wait or are open for one notifier; those that come then are dropped, logged and counted ({@link
 * io.dnsfailover.status.EngineCounters#droppedDeliveries}), so settle what is old before that, if need be by dropping it.
 */
public interface PatientNotifier extends Notifier {
    /**
     * Takes an event.
     *
     * <p>What the stage does, it may do on any thread, at once or days later, in any order of the events:
     *
     * <ul>
     *   <li>It completes: the event was delivered, or deliberately dropped. The store forgets it, and it does not come again.
     *   <li>It completes exceptionally: the event is taken again after a pause, as one that {@link Notifier#deliver} did not deliver,
     *       with the same end to the attempts. Throwing, and returning null, mean the same.
     *   <li>It never completes: the event stays open, and keeps its place among the 10,000.
     * </ul>
     *
     * <p>What completes after {@link #close()} is not heard any more: the event comes again after the restart.
     *
     * @param delivery the event and the number of the attempt
     * @return completes when the event is settled
     * @throws Exception when it could not be taken, and should be tried again
     */
    CompletionStage<Void> take(Delivery delivery) throws Exception;

    /**
     * Takes an event and waits until it is settled. The engine does not call this; it is for whoever has a plain {@link Notifier} in hand.
     */
    @Override
    default void deliver(Delivery delivery) throws Exception {
        try {
            take(delivery).toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /**
     * Frees what the notifier holds. Idempotent. Called when no {@code take} runs any more. What is open need not be settled: it comes
     * again after the restart.
     */
    @Override
    void close();
}
