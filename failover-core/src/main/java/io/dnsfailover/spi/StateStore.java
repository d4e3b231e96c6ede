package io.dnsfailover.spi;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Keeps what must not be forgotten over a restart: the states of records, and the events that have still to be told. A decision is
 * stored before it is published, together with the event that tells of it.
 *
 * <p>Called by one worker thread of the engine, one call at a time; may block. The calls that load come first, from the thread that starts
 * the engine, and the last one may come from the thread that closes it.
 */
public interface StateStore extends AutoCloseable {
    /**
     * Everything that is stored. What it returns, and {@link #undelivered} after it, survives a crash as what was saved does, also when a process
     * before left it of a batch whose saving failed.
     *
     * @return policy name to state; empty at the very first start
     * @throws IOException when it cannot be read: the engine does not start, because a start without memory could move
     *     records
     */
    Map<String, StoredState> load() throws IOException;

    /**
     * The events that have still to be told.
     *
     * @return those of all batches that were saved and not settled, each once with its newest attempt, in the order of their numbers;
     *     empty at the very first start
     * @throws IOException when they cannot be read: the engine does not start
     */
    List<StoredEvent> undelivered() throws IOException;

    /**
     * Stores a batch, all of it or none: states take the place of earlier ones of the same policies, events of earlier ones with the same
     * number, and settled events are forgotten. When it returns, all of it survives a crash, as far as the store promises that.
     *
     * @param batch what to keep and what to forget
     * @throws IOException when nothing was stored; the engine tries again, and meanwhile publishes nothing and tells nothing
     */
    void save(StoreBatch batch) throws IOException;

    /**
     * Forgets policies that no longer exist. Events of them that have still to be told are kept.
     *
     * @param policies their names; unknown ones are ignored
     * @throws IOException when nothing was forgotten
     */
    void forget(Collection<String> policies) throws IOException;

    /** Frees what the store holds. Idempotent. */
    @Override
    void close();
}
