package io.dnsfailover.testkit;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.spi.Published;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a name server holds, in memory. Several {@link InMemoryPublisher}s can write to one zone, and a test can edit
 * it behind their backs. Safe from any thread.
 */
public final class InMemoryZone {
    private final Map<RecordSetKey, Published> content = new HashMap<>();
    private final List<BiConsumer<RecordSetKey, Published>> secondaries = new ArrayList<>();

    /** An empty zone. */
    public InMemoryZone() {}

    /**
     * What a resolver would be told.
     *
     * @param key what to ask for
     * @return the record set; null when there is none
     */
    public @Nullable RecordSet lookup(RecordSetKey key) {
        return read(key).recordSet();
    }

    /**
     * Writes as somebody who does not know of us: what was there is replaced, the mark of its generation is lost.
     *
     * @param recordSet what to write
     */
    public synchronized void edit(RecordSet recordSet) {
        put(recordSet.key(), new Published(recordSet, 0));
    }

    /**
     * Writes as somebody who does not know of us, with a time to live of five minutes.
     *
     * @param key what to write
     * @param rdata its new data, at least one, such as {@code 203.0.113.1}
     */
    public void edit(RecordSetKey key, String... rdata) {
        edit(RecordSet.of(key, new Ttl(300), List.of(rdata)));
    }

    /**
     * Removes a record set, as somebody who does not know of us.
     *
     * @param key what to remove
     */
    public synchronized void remove(RecordSetKey key) {
        put(key, Published.NOTHING);
    }

    /** Tells somebody all that is there, and from now on each change. */
    synchronized void transfer(BiConsumer<RecordSetKey, Published> secondary) {
        content.forEach(secondary);
        secondaries.add(secondary);
    }

    private void put(RecordSetKey key, Published published) {
        content.put(key, published);
        secondaries.forEach(secondary -> secondary.accept(key, published));
    }

    synchronized Published read(RecordSetKey key) {
        return content.getOrDefault(key, Published.NOTHING);
    }

    /** Writes when the zone holds what is expected; a null expectation always holds. */
    synchronized boolean write(RecordSet desired, @Nullable Published expected, long generation) {
        if (expected != null && !isSame(expected, read(desired.key()))) {
            return false;
        }
        put(desired.key(), new Published(desired, generation));
        return true;
    }

    /** The comparison that a server can make: records and mark, without the time to live (RFC 2136 section 2.4.2). */
    private static boolean isSame(Published expected, Published held) {
        RecordSet wanted = expected.recordSet();
        RecordSet there = held.recordSet();
        if (wanted == null || there == null) {
            return expected.equals(held);
        }
        return wanted.sameRecordsAs(there) && expected.generation() == held.generation();
    }
}
