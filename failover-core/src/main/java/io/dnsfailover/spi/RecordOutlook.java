package io.dnsfailover.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a record set beside its data.
 *
 * @param generation the number of the decision behind it
 * @param holding what it holds, in the words of its policy, such as {@code web1 192.0.2.10}
 * @param soonestChange when it may change at the earliest, by the wall clock: the checks that are still needed, at the pace at
 *     which they come now, and the dwell of a failback. In the past when it may change at any time; null when no change
 *     is pending
 */
public record RecordOutlook(
        long generation, String holding, @Nullable Instant soonestChange) {}
