package io.dnsfailover.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each story must come to, whatever its figures are. */
class NamedScenarioTest {
    private static final int SEEDS = 20;

    @ParameterizedTest
    @EnumSource(
            value = NamedScenario.class,
            names = {"FAST_FAIL_THEN_REVERT", "ONE_CUT_OFF", "PROBERS_STARVED", "ALL_CUT_OFF", "EVERYTHING_DOWN"})
    @DisplayName("What is no outage, or leaves nowhere to go, moves nothing")
    void play_noOutage_movesNothing(NamedScenario scenario) {
        for (FailoverPolicy policy : List.of(Policies.standard(), Policies.fast())) {
            Figures figures = Figures.of(scenario, policy, SEEDS);

            assertThat(figures.moves()).containsOnly(0L);
            assertThat(figures.falseFailovers()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = NamedScenario.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"FAST_FAIL_THEN_REVERT", "ONE_CUT_OFF", "PROBERS_STARVED", "ALL_CUT_OFF", "EVERYTHING_DOWN"})
    @DisplayName("An outage of the primary moves the record away once and back once, in every seed")
    void play_outage_movesAwayAndBack(NamedScenario scenario) {
        for (FailoverPolicy policy : List.of(Policies.standard(), Policies.fast())) {
            Figures figures = Figures.of(scenario, policy, SEEDS);

            // Of two controllers each may move the record away and back, with numbers of its own.
            long most = scenario == NamedScenario.TWO_CONTROLLERS ? 4 : 2;
            assertThat(figures.moves()).allSatisfy(moves -> assertThat(moves).isBetween(2L, most));
            assertThat(figures.falseFailovers()).isZero();
            for (Measure measure : Measure.values()) {
                assertThat(figures.nanos(measure)).as(measure.title()).hasSize(SEEDS);
            }
        }
    }

    @Test
    @DisplayName("A step of the wall clock changes no figure")
    void play_wallClockStep_hasTheFiguresOfTheBlackHole() {
        Figures stepped = Figures.of(NamedScenario.WALL_CLOCK_STEP, Policies.standard(), SEEDS);
        Figures blackHole = Figures.of(NamedScenario.BLACK_HOLE, Policies.standard(), SEEDS);

        for (Measure measure : Measure.values()) {
            assertThat(stepped.nanos(measure)).isEqualTo(blackHole.nanos(measure));
        }
    }
}
