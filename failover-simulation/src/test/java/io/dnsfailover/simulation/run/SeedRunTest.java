package io.dnsfailover.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.simulation.fault.Fault;
import io.dnsfailover.simulation.fault.Faults;
import io.dnsfailover.simulation.world.Blueprints;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedRunTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 17, 4711, -1, Long.MIN_VALUE})
    void run_ofTheSameSeed_isTheSame(long seed) {
        SeedResult once = SeedRun.run(seed);
        SeedResult again = SeedRun.run(seed);

        assertThat(again).isEqualTo(once);
    }

    @Test
    void run_ofAnotherSeed_isAnotherStory() {
        assertThat(SeedRun.run(1).traceHash()).isNotEqualTo(SeedRun.run(2).traceHash());
    }

    @Test
    void run_thatTellsItsStory_isTheSameRun() {
        List<Fault> faults = Faults.of(Blueprints.of(5));

        SeedResult told = SeedRun.run(5, faults, true);

        assertThat(told.traceHash()).isEqualTo(SeedRun.run(5).traceHash());
        assertThat(told.story()).hasSizeGreaterThan(100).anyMatch(line -> line.contains("failed over"));
    }

    @Test
    void run_withoutFaults_movesNothing() {
        SeedResult quiet = SeedRun.run(5, List.of(), false);

        assertThat(quiet.violations()).isEmpty();
        assertThat(quiet.decisions()).isZero();
        assertThat(quiet.observations()).isPositive();
    }
}
