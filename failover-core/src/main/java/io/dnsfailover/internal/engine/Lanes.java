package io.dnsfailover.internal.engine;

import io.dnsfailover.policy.Reconciliation;
import java.util.ArrayList;
import java.util.List;

/**
 * The name servers of an engine.
 *
 * @param all a lane for each publisher, in order
 * @param rule how they are watched
 */
record Lanes(List<PublisherLane> all, Reconciliation rule) {
    static Lanes of(EngineSettings settings, Loop loop, Tally tally) {
        List<PublisherLane> lanes = new ArrayList<>();
        settings.publishers().forEach(publisher -> {
            ServerWriter writer = new ServerWriter(publisher, settings.fencingToken());
            Rereads rereads = new Rereads(loop, tally, writer.name(), settings.reconciliation());
            lanes.add(new PublisherLane(loop, tally, writer, rereads, lanes.size()));
        });
        return new Lanes(List.copyOf(lanes), settings.reconciliation());
    }
}
