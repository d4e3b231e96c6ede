package io.dnsfailover.simulation.world;

import io.dnsfailover.decision.Command;
import io.dnsfailover.status.EndpointStatus;
import io.dnsfailover.status.RecordStatus;
import java.time.Duration;

/** The operator after the faults: takes back every order, again and again until none stands. */
public final class Cleaner {
    private static final long AGAIN_NANOS = Duration.ofMinutes(1).toNanos();

    private final World world;

    /** An operator who has done nothing yet. */
    public Cleaner(World world) {
        this.world = world;
    }

    /** Begins at a time, and looks again each minute. */
    public void plan(long atNanos) {
        world.timeline().at(atNanos, this::clean);
    }

    private void clean() {
        Life office = world.processes().inOffice();
        if (office != null && office.failover() != null) {
            for (RecordStatus status : office.failover().statuses()) {
                clean(status);
            }
        }
        world.timeline().after(AGAIN_NANOS, this::clean);
    }

    private void clean(RecordStatus status) {
        if (status.hold() != null) {
            world.order(status.policy(), new Command.Release());
        }
        for (EndpointStatus endpoint : status.endpoints()) {
            if (endpoint.order() != null) {
                world.order(status.policy(), asMeasured(endpoint.endpoint().id()));
            }
        }
    }

    /** An order that an endpoint counts as it is measured again. */
    @SuppressWarnings("NullAway") // the annotation of a nested type is not read from a class file
    public static Command asMeasured(String endpointId) {
        return new Command.Force(endpointId, null, null);
    }
}
