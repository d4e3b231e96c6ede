package io.dnsfailover.dns.answer;

import io.dnsfailover.spi.RecordDirectory;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The place of one record set in the index. */
interface Slot {
    /**
     * What it holds now, encoded.
     *
     * @param index the index that this slot belongs to
     * @param serial counts the changes
     * @return null when that is not known
     */
    @Nullable
    Encoded now(NameIndex index, RecordDirectory directory, AtomicInteger serial);
}
