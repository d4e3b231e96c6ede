package io.dnsfailover.simulation.rule;

import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.Witness;
import io.dnsfailover.simulation.world.World;
import java.util.List;

/** All rules over one world. */
public final class Rulebook {
    private final Violations violations;

    /** Rules that have seen nothing yet. */
    public Rulebook(World world) {
        this.violations = new Violations(world.timeline());
    }

    /** Those that listen, in the order in which they must hear. */
    public List<Witness> all() {
        return List.of();
    }

    /** An event of a process is over. */
    public void after(Life life) {}

    /** The time is over. */
    public void atTheEnd() {}

    /** What was broken. */
    public Violations violations() {
        return violations;
    }
}
