package io.dnsfailover.decision;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Location;
import io.dnsfailover.quorum.Ballot;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What all locations know of a record's endpoints: for each endpoint one view for each configured location, seen or
 * not.
 *
 * @param byEndpoint endpoint id to views
 * @param doubted the locations that may themselves be what failed: they abstain
 */
public record Sightings(Map<String, List<LocationHealth>> byEndpoint, Set<Location> doubted) {
    /** Copies both. */
    public Sightings {
        byEndpoint = Map.copyOf(byEndpoint);
        doubted = Set.copyOf(doubted);
    }

    /**
     * What all locations know, with none of them in doubt.
     *
     * @param byEndpoint endpoint id to views
     */
    public Sightings(Map<String, List<LocationHealth>> byEndpoint) {
        this(byEndpoint, Set.of());
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
        return Ballot.standing(of(endpointId), doubted, nowNanos, expiryNanos);
    }

    Ballot fresh(String endpointId, long ask) {
        return Ballot.fresh(of(endpointId), doubted, ask);
    }
}
