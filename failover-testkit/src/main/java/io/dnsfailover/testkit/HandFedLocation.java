package io.dnsfailover.testkit;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.spi.ObservationSink;
import io.dnsfailover.spi.ObservationSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A location of which the test says what it sees, as if another machine had sent it. Safe from any thread.
 *
 * <pre>{@code
 * HandFedLocation ams1 = new HandFedLocation();
 * Failover failover = Failover.builder().location(Location.of("ams1"), ams1)...
 * ams1.sees("www", "192.0.2.10", Reason.REFUSED);
 * }</pre>
 */
public final class HandFedLocation implements ObservationSource {
    private final Map<Watched, Long> asks = new HashMap<>();
    private @Nullable ObservationSink sink;
    private boolean closed;

    private record Watched(String policy, String endpointId) {}

    /** A location that has seen nothing. */
    public HandFedLocation() {}

    /**
     * Makes a check here and now, which ends at once and knows of every ask so far.
     *
     * @param policy the name of the policy
     * @param endpointId the endpoint
     * @param reason how the check ends
     * @throws IllegalStateException when nobody has opened this location; {@code Failover} does with its first task
     */
    public void sees(String policy, String endpointId, Reason reason) {
        startsToLook(policy, endpointId, reason).run();
    }

    /**
     * Starts a check here, which knows of the asks so far and not of those that come while it is under way.
     *
     * @param policy the name of the policy
     * @param endpointId the endpoint
     * @param reason how the check will end
     * @return ends the check, so that its result is delivered; nothing is when this location was closed before
     * @throws IllegalStateException when nobody has opened this location
     */
    public synchronized Runnable startsToLook(String policy, String endpointId, Reason reason) {
        ObservationSink opened = sink;
        if (opened == null) {
            throw new IllegalStateException("nobody listens to this location yet: let the Failover start first");
        }
        long ask = highestAsk(policy, endpointId);
        ProbeResult result = ProbeResult.of(reason, "as the test says", Timings.total(Duration.ofMillis(5)));
        return () -> {
            if (!isClosed()) {
                opened.deliver(policy, endpointId, result, ask);
            }
        };
    }

    /**
     * The highest ask for a fresh check of an endpoint so far.
     *
     * @param policy the name of the policy
     * @param endpointId the endpoint
     * @return 0 when there was none
     */
    public synchronized long highestAsk(String policy, String endpointId) {
        return asks.getOrDefault(new Watched(policy, endpointId), 0L);
    }

    /**
     * Tells whether the location was closed.
     *
     * @return true from the first {@link #close()}
     */
    public synchronized boolean isClosed() {
        return closed;
    }

    @Override
    public synchronized void open(ObservationSink opened) {
        sink = opened;
    }

    @Override
    public synchronized void checkSoon(String policy, String endpointId, long ask) {
        asks.merge(new Watched(policy, endpointId), ask, Math::max);
    }

    /** Delivers nothing from now on. */
    @Override
    public synchronized void close() {
        closed = true;
    }
}
