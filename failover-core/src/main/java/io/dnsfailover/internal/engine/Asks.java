package io.dnsfailover.internal.engine;

/**
 * How far the asks for fresh checks have come in records that are gone. A record whose policy comes back asks on from there: what was
 * asked for the one before it, and arrives late, is no fresh check of this one. On the engine loop only.
 */
final class Asks {
    private long last;

    /** A record with so many asks is gone. */
    void retire(long ask) {
        last = Math.max(last, ask);
    }

    /** The number after which a record begins to ask. */
    long last() {
        return last;
    }
}
