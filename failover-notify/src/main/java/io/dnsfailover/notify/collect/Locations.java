package io.dnsfailover.notify.collect;

import io.dnsfailover.model.Location;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Vote;
import io.dnsfailover.spi.Tracer;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** From where a trace can be made. */
final class Locations {
    /** The most paths of one report; a picture shows no more. */
    static final int MAX_PATHS = 20;

    private final SortedMap<Location, Tracer> tracers;

    /** A place to trace from, and what its checks say. */
    record Stand(Location location, Tracer tracer, Outcome seen) {}

    Locations(SortedMap<Location, Tracer> tracers) {
        this.tracers = new TreeMap<>(tracers);
    }

    SortedMap<Location, Tracer> all() {
        return tracers;
    }

    /** Every location whose failure domain votes DOWN, and one that votes UP. */
    List<Stand> around(Ballot ballot) {
        List<Stand> stands = new ArrayList<>();
        tracers.forEach((location, tracer) -> {
            if (ballot.votes().get(location.failureDomain()) == Vote.DOWN && stands.size() < MAX_PATHS - 1) {
                stands.add(new Stand(location, tracer, Outcome.FAIL));
            }
        });
        tracers.entrySet().stream()
                .filter(entry -> ballot.votes().get(entry.getKey().failureDomain()) == Vote.UP)
                .findFirst()
                .ifPresent(entry -> stands.add(new Stand(entry.getKey(), entry.getValue(), Outcome.PASS)));
        return stands;
    }
}
