package io.dnsfailover.simulation.world;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.simulation.time.Chance;
import java.time.Duration;

/** A resolver with a cache: what the clients behind it are told may be as old as the time to live. */
final class Resolver {
    private static final long PACE_NANOS = Duration.ofSeconds(20).toNanos();

    private final World world;
    private final Chance chance;
    private final long[] freshUntil;

    Resolver(World world, Chance chance) {
        this.world = world;
        this.chance = chance;
        this.freshUntil = new long[world.blueprint().policies().size()];
    }

    void begin() {
        world.timeline().after(PACE_NANOS + chance.below(PACE_NANOS), this::ask);
    }

    private void ask() {
        int record = (int) chance.below(freshUntil.length);
        long now = world.timeline().nowNanos();
        if (now >= freshUntil[record] && !world.nameServers().isEmpty()) {
            NameServer server = chance.of(world.nameServers());
            RecordSet answer = server.held(record).published().recordSet();
            if (answer != null) {
                freshUntil[record] = now + answer.ttl().duration().toNanos();
            }
            world.witness().resolved(record, answer);
        }
        world.timeline().after(PACE_NANOS + chance.below(PACE_NANOS), this::ask);
    }
}
