package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static io.dnsfailover.testkit.engine.Www.SECOND_BACKUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.status.RecordStatus;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScenarioBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ten records on one primary that dies: at most half of the records, and at least two, may move in ten minutes. */
class BrakeTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Brake HALF = new Brake(50, 2, WINDOW);

    private static ScenarioBuilder records(int count) {
        return Scenario.of(IntStream.range(0, count)
                        .mapToObj(i -> Www.named("w" + i)
                                .moves(new MoveBudget(5, WINDOW))
                                .build())
                        .toArray(FailoverPolicy[]::new))
                .from("fra1", "ams1");
    }

    private static long on(Scenario scenario, String endpoint) {
        return scenario.failover().statuses().stream()
                .filter(status -> status.recordSet().rdata().contains(endpoint))
                .count();
    }

    private static List<RecordStatus> braked(Scenario scenario) {
        return scenario.failover().statuses().stream()
                .filter(status -> status.notice() == RecordState.Notice.BRAKED)
                .toList();
    }

    private static long events(Scenario scenario, Class<? extends FailoverEvent> kind) {
        return scenario.events().stream().filter(kind::isInstance).count();
    }

    @Test
    @DisplayName("no more than the share moves, whatever decides at the same time, and the host says so once")
    void moreThanTheShare_isWithheld() {
        try (Scenario scenario = records(10).brake(HALF).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));

            assertThat(on(scenario, BACKUP)).isEqualTo(5);
            assertThat(braked(scenario))
                    .hasSize(5)
                    .allMatch(status -> status.recordSet().rdata().contains(PRIMARY));
            assertThat(scenario.failover().brake().isOn()).isTrue();
            assertThat(scenario.failover().brake().moved()).isEqualTo(5);
            assertThat(scenario.failover().brake().waiting()).isEqualTo(5);
            assertThat(scenario.failover().brake().records()).isEqualTo(10);
            assertThat(events(scenario, FailoverEvent.BrakeApplied.class)).isEqualTo(1);
            assertThat(events(scenario, FailoverEvent.MoveWithheld.class)).isEqualTo(5);
            FailoverEvent said = scenario.events().stream()
                    .filter(FailoverEvent.BrakeApplied.class::isInstance)
                    .findFirst()
                    .orElseThrow();
            assertThat(said.header().record()).isNull();
            assertThat(said.describe())
                    .isEqualTo("the brake is on: 5 of 10 records moved (50 percent, at least 2, per 10m); "
                            + "further moves wait for the window to pass or for an operator");
        }
    }

    @Test
    @DisplayName("two that decide in the same instant do not both take the last place")
    void lastPlace_isTakenOnce() {
        try (Scenario scenario =
                records(2).brake(new Brake(1, 1, WINDOW)).seed(5).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.order("w0", new Command.Hold(Duration.ofMinutes(2)));
            scenario.order("w1", new Command.Hold(Duration.ofMinutes(2)));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(4)); // both holds end in one instant, both ask, both are answered

            assertThat(on(scenario, BACKUP)).isEqualTo(1);
            assertThat(braked(scenario)).hasSize(1);
        }
    }

    @Test
    @DisplayName("when the window has passed the others move, by themselves")
    void windowPassed_theOthersMove() {
        try (Scenario scenario = records(10).brake(HALF).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(WINDOW);
            assertThat(on(scenario, BACKUP)).isEqualTo(5);

            scenario.advance(Duration.ofMinutes(2));

            assertThat(on(scenario, BACKUP)).isEqualTo(10);
            assertThat(scenario.failover().brake().isOn()).isFalse();
            assertThat(events(scenario, FailoverEvent.BrakeReleased.class)).isPositive();
        }
    }

    @Test
    @DisplayName("an operator releases the brake: what waits moves at once, and for one window everything may")
    void released_everythingMoves() {
        try (Scenario scenario = records(10).brake(HALF).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(on(scenario, BACKUP)).isEqualTo(5);

            scenario.failover().releaseBrake();
            scenario.advance(Duration.ofSeconds(1));

            assertThat(on(scenario, BACKUP)).isEqualTo(10);
            assertThat(events(scenario, FailoverEvent.BrakeReleased.class)).isEqualTo(1);
            assertThat(scenario.failover().brake().releasedUntil()).isNotNull();
            assertThat(scenario.failover().brake().moved()).isEqualTo(10);
        }
    }

    @Test
    @DisplayName("a release ends with its window, and the brake holds again")
    void releaseOver_brakesAgain() {
        try (Scenario scenario = records(10).brake(HALF).start()) {
            scenario.failover().releaseBrake();
            scenario.advance(WINDOW.plusSeconds(1));

            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(on(scenario, BACKUP)).isEqualTo(5);
            assertThat(scenario.failover().brake().releasedUntil()).isNull();
        }
    }

    @Test
    @DisplayName("what an operator orders passes")
    void ordered_passes() {
        try (Scenario scenario = records(10).brake(HALF).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            String waits = braked(scenario).get(0).policy();

            scenario.order(waits, new Command.Force(PRIMARY, StandingOrder.Kind.FORCED_DOWN, null));
            scenario.advance(Duration.ofSeconds(1));

            assertThat(scenario.failover()
                            .status(waits)
                            .orElseThrow()
                            .recordSet()
                            .rdata())
                    .containsExactly(BACKUP);
            assertThat(braked(scenario)).hasSize(4);
        }
    }

    @Test
    @DisplayName("records that moved already may move again: they are no more records than before")
    void movedAlready_movesAgain() {
        try (Scenario scenario = records(10).brake(HALF).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            scenario.endpoint(BACKUP).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(on(scenario, SECOND_BACKUP)).isEqualTo(5);
            assertThat(on(scenario, PRIMARY)).isEqualTo(5);
        }
    }

    @Test
    @DisplayName("a record whose endpoint returns no longer waits, and the brake is off")
    void recovered_doesNotWait() {
        try (Scenario scenario = records(10).brake(HALF).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario.failover().brake().isOn()).isFalse();
            assertThat(braked(scenario)).isEmpty();
            assertThat(events(scenario, FailoverEvent.BrakeReleased.class)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a small host moves all that it has: the default lets twenty records move whatever their share")
    void byDefault_aSmallHostIsNeverBraked() {
        try (Scenario scenario = records(20).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(on(scenario, BACKUP)).isEqualTo(20);
            assertThat(events(scenario, FailoverEvent.BrakeApplied.class)).isZero();
        }
    }

    @Test
    @DisplayName("after a restart the moves before it still count")
    void restart_stillCounts() {
        try (Scenario scenario = records(10).brake(HALF).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            scenario.restart(Duration.ofSeconds(30));
            scenario.advance(Duration.ofMinutes(2));

            assertThat(on(scenario, BACKUP)).isEqualTo(5);
            assertThat(scenario.failover().brake().moved()).isEqualTo(5);
            scenario.advance(WINDOW);
            assertThat(on(scenario, BACKUP)).isEqualTo(10);
        }
    }

    @Test
    @DisplayName("with more records after a reload, more may move")
    void moreRecords_moreMayMove() {
        try (Scenario scenario = records(4).brake(HALF).start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(on(scenario, BACKUP)).isEqualTo(2);

            FailoverPolicy[] more = IntStream.range(0, 8)
                    .mapToObj(i -> i < 4
                            ? Www.named("w" + i)
                                    .moves(new MoveBudget(5, WINDOW))
                                    .build()
                            : Www.named("new" + i).build())
                    .toArray(FailoverPolicy[]::new);
            scenario.reload(more);
            scenario.advance(Duration.ofSeconds(3));

            assertThat(on(scenario, BACKUP)).isEqualTo(4);
        }
    }
}
