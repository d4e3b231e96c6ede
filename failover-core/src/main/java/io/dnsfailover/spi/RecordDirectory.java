package io.dnsfailover.spi;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the records hold now, for whoever answers queries from it. Reads take no lock and never block; safe from
 * any thread.
 */
public interface RecordDirectory {
    /**
     * The record set that an owner has now.
     *
     * @param owner the owner name
     * @param type the record type
     * @return the record set, the very same object until it changes; null when it is not managed here or not
     *     known yet
     */
    @Nullable
    RecordSet current(DnsName owner, RecordType type);

    /**
     * What is known of the record set that an owner has now, beside its data.
     *
     * @param owner the owner name
     * @param type the record type
     * @return a snapshot; null, which is the default, when nothing is known
     */
    default @Nullable RecordOutlook outlook(DnsName owner, RecordType type) {
        return null;
    }

    /**
     * The keys of all managed records.
     *
     * @return an immutable set, the very same object until a policy is added, changed or removed
     */
    Set<RecordSetKey> keys();
}
