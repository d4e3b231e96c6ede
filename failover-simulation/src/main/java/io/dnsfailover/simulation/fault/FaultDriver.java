package io.dnsfailover.simulation.fault;

import io.dnsfailover.simulation.time.Timeline;
import io.dnsfailover.simulation.world.World;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Makes the faults of a list happen to a world. */
public final class FaultDriver {
    private final World world;
    private final BiConsumer<Fault, Boolean> told;
    private final Map<FaultKind, Integer> happened = new EnumMap<>(FaultKind.class);
    private final PlaceFaults places;
    private final ServerFaults servers;
    private final ProcessFaults processes;
    private final OperatorFaults operator;

    /**
     * A driver that has done nothing yet.
     *
     * @param world the world
     * @param told hears of each fault when it begins (true) and ends (false)
     */
    public FaultDriver(World world, BiConsumer<Fault, Boolean> told) {
        this.world = world;
        this.told = told;
        this.places = new PlaceFaults(world);
        this.servers = new ServerFaults(world);
        this.processes = new ProcessFaults(world);
        this.operator = new OperatorFaults(world);
    }

    /** Puts all faults on the time line. */
    public void plan(List<Fault> faults) {
        Timeline timeline = world.timeline();
        for (Fault fault : faults) {
            timeline.at(fault.atNanos(), () -> {
                happened.merge(fault.kind(), 1, Integer::sum);
                told.accept(fault, true);
                set(fault, true);
            });
            if (fault.lastsNanos() > 0) {
                timeline.at(fault.endNanos(), () -> {
                    set(fault, false);
                    told.accept(fault, false);
                });
            }
        }
    }

    /** Tells the driver that an event is over: some processes die at a chosen one. */
    public void afterEvent() {
        processes.afterEvent();
    }

    /** How often each kind of fault has happened. */
    public Map<FaultKind, Integer> happened() {
        return happened;
    }

    private void set(Fault fault, boolean begins) {
        boolean known = places.set(fault, begins)
                || servers.set(fault, begins)
                || processes.set(fault, begins)
                || operator.set(fault, begins);
        if (!known) {
            throw new IllegalStateException("nobody makes " + fault.kind() + " happen");
        }
    }
}
