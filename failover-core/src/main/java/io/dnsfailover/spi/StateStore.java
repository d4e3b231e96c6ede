package io.dnsfailover.spi;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;

/**
 * Keeps what a record must not forget over a restart. A decision is stored before it is published.
 *
 * <p>Called by one worker thread of the engine, one call at a time; may block.
 */
public interface StateStore extends AutoCloseable {
    /**
     * Everything that is stored.
     *
     * @return policy name to state; empty at the very first start
     * @throws IOException when it cannot be read: the engine does not start, because a start without memory could move
     *     records
     */
    Map<String, StoredState> load() throws IOException;

    /**
     * Stores states, all or none, in place of earlier ones of the same policies. When it returns they survive a crash,
     * as far as the store promises that.
     *
     * @param states policy name to state
     * @throws IOException when nothing was stored; the engine tries again and publishes nothing meanwhile
     */
    void save(Map<String, StoredState> states) throws IOException;

    /**
     * Forgets policies that no longer exist.
     *
     * @param policies their names; unknown ones are ignored
     * @throws IOException when nothing was forgotten
     */
    void forget(Collection<String> policies) throws IOException;

    /** Frees what the store holds. Idempotent. */
    @Override
    void close();
}
