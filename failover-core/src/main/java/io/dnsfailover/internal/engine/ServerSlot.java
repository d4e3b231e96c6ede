package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Published;
import org.jspecify.annotations.Nullable;

/** What one lane knows of one record. On the engine loop only. */
final class ServerSlot {
    /**
     * What a record wants its servers to hold.
     *
     * @param desired the record set
     * @param generation the generation of the decision
     * @param since when it was decided, or when it was found to be gone
     */
    record Wish(RecordSet desired, long generation, Moment since) {
        boolean isFulfilledBy(@Nullable Published holds) {
            return holds != null && generation == holds.generation() && desired.equals(holds.recordSet());
        }

        /** Whether a server holds a newer decision than this one. */
        boolean isOlderThan(Published holds) {
            return holds.generation() > generation;
        }
    }

    /** Something else than what was published, from when it was found until it is gone. */
    static final class Found {
        final Moment since;
        long restoredGeneration; // of the last write that undid it; 0 before the first

        Found(Moment since) {
            this.since = since;
        }
    }

    final RecordSetKey key;
    final RecordServers servers;

    @Nullable
    Wish wish;

    @Nullable
    Published believed;

    @Nullable
    Found drift;

    int failures;
    boolean queued;
    boolean forgotten;
    long lookedAtNanos;

    ServerSlot(RecordServers servers) {
        this.key = servers.key();
        this.servers = servers;
    }

    /** Whether a write is due, or was tried and will be again. */
    boolean isBeingWritten() {
        return queued || failures > 0;
    }
}
