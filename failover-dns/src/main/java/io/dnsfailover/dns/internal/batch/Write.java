package io.dnsfailover.dns.internal.batch;

import io.dnsfailover.dns.internal.Held;
import io.dnsfailover.dns.internal.OwnershipMark;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;

/**
 * A change that is to be written.
 *
 * @param change the change
 * @param ours its mark
 * @param before what the zone held just before, against which nothing speaks
 */
public record Write(Change change, OwnershipMark ours, Held before) {
    /**
     * The record set.
     *
     * @return its key
     */
    public RecordSetKey key() {
        return change.desired().key();
    }
}
