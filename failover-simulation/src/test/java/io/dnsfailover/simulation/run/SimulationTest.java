package io.dnsfailover.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.simulation.fault.FaultKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs as many seeds as the property {@code failover.simulation.seeds} says, or as many hours as {@code failover.simulation.hours}, from
 * {@code failover.simulation.first} on.
 */
class SimulationTest {
    private static final int ENOUGH_TO_SEE_EVERY_FAULT = 200;

    @ParameterizedTest
    @DisplayName(
            "seeds that once broke a rule: late answers of a record before, a doubt in the midst of a shared check, an id twice, a torn log,"
                    + " a policy changed before its record began, a server that"
                    + " showed nothing, or an old copy, at the start")
    @ValueSource(longs = {3051, 3250, 3561, 5589, 6683, 7223, 7540, 7962, 8467, 9737})
    void seedsThatFoundBugs_breakNoRule(long seed) throws Exception {
        assertThat(Simulation.run(seed, seed, 0, 1).failed())
                .map(Simulation::describe)
                .isEmpty();
    }

    @Test
    @DisplayName("every rule holds after every event of every seed")
    void seeds_breakNoRule() throws Exception {
        long first = Long.getLong("failover.simulation.first", 1);
        long hours = Long.getLong("failover.simulation.hours", 0);
        long seeds = Long.getLong("failover.simulation.seeds", 300);
        long last = hours > 0 ? Long.MAX_VALUE - 1 : first + seeds - 1;

        Summary summary = Simulation.run(first, last, hours, 2);

        System.out.print(summary.describe());
        assertThat(summary.failed()).map(Simulation::describe).isEmpty();
        if (summary.seeds() >= ENOUGH_TO_SEE_EVERY_FAULT) {
            assertThat(summary.faults()).as("each kind of fault happens").containsOnlyKeys(FaultKind.values());
            assertThat(summary.hours()).isGreaterThanOrEqualTo(5 * summary.seeds());
            assertThat(summary.decisions()).isGreaterThan(10 * summary.seeds());
        }
    }
}
