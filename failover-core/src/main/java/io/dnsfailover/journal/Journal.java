package io.dnsfailover.journal;

import java.io.IOException;
import java.util.List;

/**
 * Keeps what an engine takes in and decides, in order.
 *
 * <p>Called by one worker thread of the engine, one call at a time; may block. The engine hands over through a bounded queue, so
 * that a slow journal delays no decision: when the queue is full, entries are dropped and counted. A journal is a record of
 * what happened and not a store: nothing waits for it, and what it loses changes no decision.
 */
public interface Journal extends AutoCloseable {
    /**
     * Adds entries.
     *
     * @param entries one or more, in the order in which they happened; later than everything that was added before
     * @throws IOException when they were not added; the engine counts them as dropped, says so with a
     *     {@link JournalEntry.Lost} before the next ones, and does not try these again. None or some of them may be kept, but
     *     never a part of one that could be read as a whole
     */
    void append(List<JournalEntry> entries) throws IOException;

    /** Frees what the journal holds. Idempotent. */
    @Override
    void close();
}
