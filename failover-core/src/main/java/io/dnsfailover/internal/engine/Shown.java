package io.dnsfailover.internal.engine;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.spi.RecordOutlook;
import io.dnsfailover.status.ProofStatus;
import io.dnsfailover.status.RecordStatus;
import io.dnsfailover.status.ServerStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What readers see of one record: written on the engine loop, read by any thread without a lock. */
final class Shown {
    private volatile @Nullable RecordSet recordSet;
    private volatile @Nullable RecordStatus status;
    private volatile @Nullable RecordOutlook outlook;

    /** What the record holds; null while it does not know, and when it is gone. */
    @Nullable
    RecordSet recordSet() {
        return recordSet;
    }

    /** How the record stands; null before its first evaluation. */
    @Nullable
    RecordStatus status() {
        return status;
    }

    /** What is known of what it holds beside its data; null while nothing is. */
    @Nullable
    RecordOutlook outlook() {
        return outlook;
    }

    void publish(RecordSet next) {
        recordSet = next;
    }

    void remove() {
        recordSet = null;
        outlook = null;
    }

    /** What may come next was looked at. */
    void refresh(@Nullable RecordOutlook next) {
        outlook = next;
    }

    /** The record was evaluated. */
    void refresh(RecordStatus next) {
        status = next;
    }

    /** Only what its authoritative servers were seen to answer is another thing. */
    void refresh(@Nullable ProofStatus proof) {
        RecordStatus before = status;
        if (before != null) {
            status = before.with(proof);
        }
    }

    /** Only its name servers stand otherwise. */
    void refresh(List<ServerStatus> servers) {
        RecordStatus before = status;
        if (before != null) {
            status = before.with(servers);
        }
    }
}
