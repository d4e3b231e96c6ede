package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static io.dnsfailover.testkit.engine.Www.SECOND_BACKUP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.StandingOrder.Kind;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.status.EndpointStatus;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator's word beside what is measured. */
class OperatorTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    @DisplayName("forcing the primary down drains it at once, with a fresh check of the backup")
    void forcedDown_drains() {
        try (Scenario scenario = start()) {
            scenario.order(new Command.Force(PRIMARY, Kind.FORCED_DOWN, null));
            scenario.advance(Duration.ofSeconds(1));

            assertThat(scenario).failedOverTo(BACKUP).within(Duration.ofMillis(100));
            assertThat(primary(scenario).measured()).isEqualTo(Verdict.UP);
            assertThat(scenario).saw(FailoverEvent.OverrideChanged.class);
        }
    }

    @Test
    @DisplayName("an order that ends gives the word back to what is measured")
    void forcedDown_expires() {
        try (Scenario scenario = start()) {
            scenario.order(new Command.Force(PRIMARY, Kind.FORCED_DOWN, HOUR));
            scenario.advance(HOUR.minusSeconds(1));
            assertThat(scenario).moved(BACKUP);

            scenario.advance(Duration.ofSeconds(2));
            assertThat(scenario).failedBackTo(PRIMARY).answers(PRIMARY);
        }
    }

    @Test
    @DisplayName("an order that is cleared gives the word back to what is measured")
    void forcedDown_isCleared() {
        try (Scenario scenario = start()) {
            scenario.order(new Command.Force(PRIMARY, Kind.FORCED_DOWN, null));
            scenario.advance(HOUR);
            scenario.order(new Command.Force(PRIMARY, null, null));
            scenario.advance(HOUR);

            assertThat(scenario).moved(BACKUP, PRIMARY);
        }
    }

    @Test
    @DisplayName("a primary that is forced up stays during a real outage, which is measured all the same")
    void forcedUp_staysDuringAnOutage() {
        try (Scenario scenario = start()) {
            scenario.order(new Command.Force(PRIMARY, Kind.FORCED_UP, HOUR));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(HOUR.minusMinutes(1));
            assertThat(scenario).neverMoved();
            assertThat(primary(scenario).measured()).isEqualTo(Verdict.DOWN);

            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo(BACKUP);
        }
    }

    @Test
    @DisplayName("a backup that is forced up is moved to without a fresh check")
    void forcedUpBackup_needsNoCheck() {
        try (Scenario scenario = start()) {
            scenario.endpoint(BACKUP).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            scenario.order(new Command.Force(BACKUP, Kind.FORCED_UP, null));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP);
        }
    }

    @Test
    @DisplayName("a held record stays during an outage, says so once, and moves when it is released")
    void held_staysUntilReleased() {
        try (Scenario scenario = start()) {
            scenario.order(new Command.Hold(null));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(HOUR);
            assertThat(scenario).neverMoved().answers(PRIMARY);
            assertThat(scenario.notifier().eventsOf(FailoverEvent.MoveWithheld.class))
                    .hasSize(1);

            scenario.order(new Command.Release());
            scenario.advance(Duration.ofSeconds(1));
            assertThat(scenario).failedOverTo(BACKUP).within(Duration.ofMillis(100));
        }
    }

    @Test
    @DisplayName("a hold ends by itself when it was given for a time")
    void held_expires() {
        try (Scenario scenario = start()) {
            scenario.order(new Command.Hold(HOUR));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(HOUR.minusSeconds(1));
            assertThat(scenario).neverMoved();

            scenario.advance(Duration.ofSeconds(2));
            assertThat(scenario).failedOverTo(BACKUP);
        }
    }

    @Test
    @DisplayName("an order survives a restart and ends at the same wall-clock time")
    void order_survivesRestart() {
        try (Scenario scenario = start()) {
            scenario.order(new Command.Hold(HOUR));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(20));
            scenario.restart(Duration.ofMinutes(10));
            scenario.advance(Duration.ofMinutes(29));
            assertThat(scenario).neverMoved();

            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo(BACKUP);
        }
    }

    @Test
    @DisplayName("an order for an endpoint that does not exist is refused, and changes nothing")
    void unknownEndpoint_isRefused() {
        try (Scenario scenario = start()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scenario.order(new Command.Force("192.0.2.66", Kind.FORCED_UP, null)));
            assertThatIllegalArgumentException().isThrownBy(() -> scenario.order("nobody", new Command.Release()));

            assertThat(scenario).neverMoved().neverPublished(SECOND_BACKUP);
        }
    }

    private static Scenario start() {
        return Scenario.of(Www.builder().failback(Failback.automatic()).build())
                .from("fra1", "ams1")
                .start();
    }

    private static EndpointStatus primary(Scenario scenario) {
        return scenario.failover().status("www").orElseThrow().endpoints().get(0);
    }
}
