package io.dnsfailover.dns.answer;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.RecordDirectory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A record set of the directory, with its encoded form as long as the directory holds the same object. */
final class ManagedSlot implements Slot {
    final RecordSetKey key;
    /** Written by any thread that finds it outdated; a lost race costs one more encoding, never a wrong answer. */
    private volatile @Nullable Cached cached;

    private record Cached(RecordSet source, Encoded encoded) {
        // The directory promises the very same object until it changes; equals would compare all data at every query.
        @SuppressWarnings("ReferenceEquality")
        boolean isOf(RecordSet current) {
            return source == current;
        }
    }

    ManagedSlot(RecordSetKey key) {
        this.key = key;
    }

    @Override
    public @Nullable Encoded now(NameIndex index, RecordDirectory directory, AtomicInteger serial) {
        RecordSet current = directory.current(key.owner(), key.type());
        Cached before = cached;
        if (current == null) {
            // A policy that was taken away a moment ago: the old answer stands until the new index is there.
            return before != null && index.isOutdated(directory) ? before.encoded : null;
        }
        if (before != null && before.isOf(current)) {
            return before.encoded;
        }
        Cached after = new Cached(current, Encoded.of(current));
        if (before != null) {
            // First the serial, then the answer: who has seen the new answer must not see the old serial.
            serial.incrementAndGet();
        }
        cached = after;
        return after.encoded;
    }
}
