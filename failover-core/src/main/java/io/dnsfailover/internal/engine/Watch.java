package io.dnsfailover.internal.engine;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One endpoint of a record: a view and a place in its network for each station, and a check for each that probes. */
final class Watch {
    final Endpoint endpoint;
    final Cautions cautions;
    final List<LocationHealth> views = new ArrayList<>();
    final List<Network.Member> members = new ArrayList<>();
    final List<LocalCheck> checks = new ArrayList<>();

    /** The locations that were in doubt when this was observed last. */
    Set<Location> doubted = Set.of();

    Watch(Endpoint endpoint, Cautions cautions) {
        this.endpoint = endpoint;
        this.cautions = cautions;
    }
}
