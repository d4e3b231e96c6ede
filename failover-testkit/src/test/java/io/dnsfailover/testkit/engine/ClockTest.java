package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.DETECTED;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;

import io.dnsfailover.decision.Command;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step of the wall clock is no event. */
class ClockTest {
    @ParameterizedTest
    @ValueSource(longs = {-3650, -1, 1, 3650})
    @DisplayName("a wall clock that is stepped by days moves nothing")
    void step_movesNothing(long days) {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.time().stepWallClock(Duration.ofDays(days));
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).neverMoved();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3650, -1, 1, 3650})
    @DisplayName("a step during an outage neither speeds the failover up nor delays it, nor the failback")
    void stepDuringOutage_changesNoTiming(long days) {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofSeconds(10));
            scenario.time().stepWallClock(Duration.ofDays(days));
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED);

            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(2));
            scenario.time().stepWallClock(Duration.ofDays(days));
            scenario.advance(Duration.ofMinutes(10));
            assertThat(scenario)
                    .failedBackTo(PRIMARY)
                    .noSoonerThan(Duration.ofMinutes(5))
                    .within(Duration.ofMinutes(6));
        }
    }

    @Test
    @DisplayName("a hold for an hour lasts an hour, whatever the wall clock says")
    void step_doesNotEndAHold() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.order(new Command.Hold(Duration.ofHours(1)));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.time().stepWallClock(Duration.ofDays(1));
            scenario.advance(Duration.ofMinutes(59));
            assertThat(scenario).neverMoved();

            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo(BACKUP);
        }
    }
}
