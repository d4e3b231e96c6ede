package io.dnsfailover.simulation.world;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import java.util.List;

/**
 * The check of a record's endpoints in a simulated world. Endpoints carry the number of their backend as their port.
 *
 * @param record the number of the record
 * @param edition grows when the check is changed by a reload
 */
public record SimulatedCheck(int record, int edition) implements ProbeSpec {
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
