package io.dnsfailover.journal;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.quorum.Doubt;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run has beside its policies, and decides by.
 *
 * @param locations all locations, in their order
 * @param fed the ids of those whose observations are delivered; the others probe from the process itself
 * @param brake how many records may move
 * @param doubt when a location is not believed
 * @param controls what every location that probes should always reach, in their order
 */
public record Host(List<Location> locations, Set<String> fed, Brake brake, Doubt doubt, List<Control> controls) {
    /**
     * A control target.
     *
     * @param endpoint where it is
     * @param probe how it is checked
     */
    public record Control(Endpoint endpoint, ProbeSpec probe) {}

    /** Copies the collections. */
    public Host {
        locations = List.copyOf(locations);
        fed = Collections.unmodifiableSet(new TreeSet<>(fed));
        controls = List.copyOf(controls);
    }
}
