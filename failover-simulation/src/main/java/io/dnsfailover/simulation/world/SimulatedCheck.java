package io.dnsfailover.simulation.world;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import java.util.List;

/**
 * The check of a record's endpoints in a simulated world. Endpoints carry the number of their backend as their port.
 *
 * @param group the number of the record whose check it is, or of a group of records that check in the same way; -1 for a control target
 * @param edition grows when the check is changed by a reload
 */
public record SimulatedCheck(int group, int edition) implements ProbeSpec {
    /** The check of a control target. */
    static final SimulatedCheck OF_CONTROL = new SimulatedCheck(-1, 0);

    boolean isOfControl() {
        return group < 0;
    }

    @Override
    public String type() {
        return "simulated";
    }

    @Override
    public int port() {
        return 0;
    }

    @Override
    public List<Violation> violations() {
        return List.of();
    }
}
