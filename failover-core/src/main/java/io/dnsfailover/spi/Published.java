package io.dnsfailover.spi;

import io.dnsfailover.model.RecordSet;
import org.jspecify.annotations.Nullable;

/**
 * What a server holds for one record set key.
 *
 * @param recordSet the record set; null when there is none
 * @param generation the generation of the decision that wrote it, from the publisher's ownership mark; 0 when
 *     there is no mark, so that it was never ours
 */
public record Published(@Nullable RecordSet recordSet, long generation) {
    /** Nothing there, nothing marked as ours. */
    public static final Published NOTHING = new Published(null, 0);
}
