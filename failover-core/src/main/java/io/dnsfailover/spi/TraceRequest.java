package io.dnsfailover.spi;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.Endpoint;
import java.time.Duration;

/**
 * One trace to make.
 *
 * @param endpoint where to; a name is resolved by the tracer
 * @param port the port to knock at, for a kind of trace that has ports: the endpoint's own, else the one of its check; 0 for
 *     none, else 1 to 65535
 * @param maxHops the greatest time to live to try, 1 to 64
 * @param timeout the hard deadline over everything, name resolution included, counted from the call; more than 0, at
 *     most 1 minute
 */
public record TraceRequest(Endpoint endpoint, int port, int maxHops, Duration timeout) {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_HOPS = 64;
    private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);

    /** Checks the ranges. */
    public TraceRequest {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port of a trace must be 0 to 65535, not " + port);
        }
        if (maxHops < 1 || maxHops > MAX_HOPS) {
            throw new IllegalArgumentException("maxHops of a trace must be 1 to 64, not " + maxHops);
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "timeout of a trace must be more than 0 and at most 1m, not " + DurationText.of(timeout));
        }
    }
}
