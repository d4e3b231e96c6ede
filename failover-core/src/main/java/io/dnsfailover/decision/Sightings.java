package io.dnsfailover.decision;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.quorum.Ballot;
import java.util.List;
import java.util.Map;

/**
 * What all locations know of a record's endpoints: for each endpoint one view for each configured location, seen or
 * not.
 *
 * @param byEndpoint endpoint id to views
 */
public record Sightings(Map<String, List<LocationHealth>> byEndpoint) {
    /** Copies the map. */
    public Sightings {
        byEndpoint = Map.copyOf(byEndpoint);
    }

    /**
     * The views of one endpoint.
     *
     * @param endpointId its id
     * @return one view for each location; empty for an endpoint that nobody watches
     */
    public List<LocationHealth> of(String endpointId) {
        return byEndpoint.getOrDefault(endpointId, List.of());
    }

    Ballot standing(String endpointId, long nowNanos, long expiryNanos) {
        return Ballot.standing(of(endpointId), nowNanos, expiryNanos);
    }

    Ballot fresh(Verification verification) {
        return Ballot.fresh(of(verification.endpointId()), verification.ask());
    }
}
