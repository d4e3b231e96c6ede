package io.dnsfailover.spi;

import io.dnsfailover.model.RecordSetKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes record sets to one DNS server or provider.
 *
 * <p>A publisher replaces exactly one record set at a time; other record sets are not touched, but for a mark of
 * its own that carries the generation. Writing the same change twice has the effect of writing it once.
 *
 * <p>Called by one worker thread of the engine, one call at a time; may block, up to a deadline of its own
 * (documented by the implementation, 10 s by default). An interrupt ends the call soon, with
 * {@link InterruptedException}. The engine retries; a publisher does not, beyond what its protocol asks for.
 */
public interface DnsPublisher extends AutoCloseable {
    /**
     * The name of the server, for logs and events.
     *
     * @return a short text without secrets, such as {@code rfc2136 127.0.0.1:53}
     */
    String name();

    /**
     * What this publisher can promise.
     *
     * @return the same set all the time
     */
    Set<Capability> capabilities();

    /**
     * Reads what the server holds. The engine calls it for each record once a period, and takes any difference to what was written, the
     * time to live included, for drift ({@link io.dnsfailover.policy.Reconciliation}).
     *
     * @param key the record set
     * @return the record set and the generation of its mark, read from the server and not from a cache
     * @throws PublishException when the server cannot be read, with {@link PublishEffect#NONE}
     * @throws InterruptedException when the thread is interrupted
     */
    Published read(RecordSetKey key) throws PublishException, InterruptedException;

    /**
     * Replaces a record set. Returns only when the server has confirmed the change and a read shows it.
     *
     * @param change what to write, and what must be there before
     * @throws PublishException when it did not happen or may not have happened; the effect says which
     * @throws InterruptedException when the thread is interrupted; the effect is then not known
     */
    void replace(Change change) throws PublishException, InterruptedException;

    /**
     * How many changes {@link #replaceAll} writes at a lower price than one after the other.
     *
     * @return the largest number of changes of one call, from 1; 1 when it makes no difference, as by default
     */
    default int maxBatch() {
        return 1;
    }

    /**
     * Replaces several record sets of one zone. They need not change at the same moment, and one that fails does not keep the
     * others from being written.
     *
     * @param changes at most {@link #maxBatch()} changes of one zone, no two of the same record set
     * @return how each ended, in the same order
     * @throws InterruptedException when the thread is interrupted; the effect on each is then not known
     */
    default List<Replaced> replaceAll(List<Change> changes) throws InterruptedException {
        List<Replaced> ended = new ArrayList<>(changes.size());
        for (Change change : changes) {
            PublishException failure = null;
            try {
                replace(change);
            } catch (PublishException e) {
                failure = e;
            }
            ended.add(new Replaced(change, failure));
        }
        return ended;
    }

    /** Frees sockets and threads. Idempotent. */
    @Override
    void close();
}
