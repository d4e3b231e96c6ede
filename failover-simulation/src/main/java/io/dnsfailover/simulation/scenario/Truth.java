package io.dnsfailover.simulation.scenario;

import java.util.ArrayList;
import java.util.List;

/** What was really the case, which no engine knows: when each endpoint worked. */
final class Truth {
    /**
     * A time in which an endpoint did not work, or not always.
     *
     * @param endpointId the endpoint
     * @param fromNanos when it stopped, since the start
     * @param toNanos when it worked again; {@link Long#MAX_VALUE} for never
     */
    record Outage(String endpointId, long fromNanos, long toNanos) {
        boolean covers(String endpoint, long nanos) {
            return endpointId.equals(endpoint) && fromNanos <= nanos && nanos < toNanos;
        }
    }

    private final List<Outage> outages = new ArrayList<>();

    void broke(String endpointId, long nanos) {
        outages.add(new Outage(endpointId, nanos, Long.MAX_VALUE));
    }

    void healed(String endpointId, long nanos) {
        outages.replaceAll(outage ->
                outage.covers(endpointId, nanos) ? new Outage(endpointId, outage.fromNanos(), nanos) : outage);
    }

    List<Outage> outages() {
        return List.copyOf(outages);
    }

    boolean worked(String endpointId, long nanos) {
        return outages.stream().noneMatch(outage -> outage.covers(endpointId, nanos));
    }
}
