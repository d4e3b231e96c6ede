package io.dnsfailover.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long each phase of a check took. A phase that did not happen, or did not end, is null.
 *
 * @param lookup resolving the target's name
 * @param connect from the first packet to an open connection
 * @param tls the TLS handshake
 * @param firstByte from the request sent to the first byte of the answer
 * @param total the whole check
 */
public record Timings(
        @Nullable Duration lookup,
        @Nullable Duration connect,
        @Nullable Duration tls,
        @Nullable Duration firstByte,
        Duration total) {
    /**
     * Timings of which only the whole is known.
     *
     * @param total the whole check
     * @return timings without phases
     */
    public static Timings total(Duration total) {
        return new Timings(null, null, null, null, total);
    }
}
