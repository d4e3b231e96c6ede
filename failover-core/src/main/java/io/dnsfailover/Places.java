package io.dnsfailover;

import io.dnsfailover.internal.engine.Station;
import io.dnsfailover.model.Location;
import io.dnsfailover.spi.ObservationSource;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The locations of a host, in the order in which they were given, with what probes there or delivers from there. */
final class Places {
    private final List<Location> locations = new ArrayList<>();
    private final Map<String, Prober> probers = new HashMap<>();
    private final Map<String, ObservationSource> sources = new HashMap<>();
    private final Map<String, Probe> named = new HashMap<>();

    void add(Location location, Prober prober) {
        add(location);
        probers.put(location.id(), prober);
    }

    void add(Location location, ObservationSource source) {
        add(location);
        sources.put(location.id(), source);
    }

    private void add(Location location) {
        if (locations.stream().anyMatch(known -> known.id().equals(location.id()))) {
            throw new IllegalArgumentException("location '" + location.id() + "' was already given");
        }
        locations.add(location);
    }

    void add(String name, Probe probe) {
        if (named.put(name, probe) != null) {
            throw new IllegalArgumentException("probe '" + name + "' was already given");
        }
    }

    boolean isEmpty() {
        return locations.isEmpty();
    }

    List<Station> stations() {
        return locations.stream()
                .map(location -> new Station(
                        location, probers.get(location.id()), sources.get(location.id()), Map.copyOf(named)))
                .toList();
    }
}
