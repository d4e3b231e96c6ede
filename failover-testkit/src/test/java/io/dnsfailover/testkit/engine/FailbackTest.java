package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static io.dnsfailover.testkit.engine.Www.SECOND_BACKUP;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.decision.Command;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a record returns. */
class FailbackTest {
    @Test
    @DisplayName("automatic: as soon as the primary has risen")
    void automatic_returnsAtOnce() {
        try (Scenario scenario = failedOver(Failback.automatic())) {
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario)
                    .failedBackTo(PRIMARY)
                    .within(Duration.ofSeconds(40))
                    .answers(PRIMARY);
        }
    }

    @Test
    @DisplayName("after a dwell: not before the primary has been up for so long")
    void afterDwell_waits() {
        try (Scenario scenario = failedOver(Failback.afterUpFor(Duration.ofMinutes(20)))) {
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario)
                    .failedBackTo(PRIMARY)
                    .noSoonerThan(Duration.ofMinutes(20))
                    .within(Duration.ofMinutes(21));
        }
    }

    @Test
    @DisplayName("after a dwell: a relapse starts the dwell anew")
    void afterDwell_relapseStartsAnew() {
        try (Scenario scenario = failedOver(Failback.afterUpFor(Duration.ofMinutes(20)))) {
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(15));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).moved(BACKUP, PRIMARY).failedBackTo(PRIMARY).noSoonerThan(Duration.ofMinutes(20));
        }
    }

    @Test
    @DisplayName("manual: only when an operator says so, and only to an endpoint that works")
    void manual_waitsForTheOrder() {
        try (Scenario scenario = failedOver(Failback.manual())) {
            assertThatIllegalStateException().isThrownBy(() -> scenario.order(new Command.FailBack()));
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofDays(1));
            assertThat(scenario).moved(BACKUP);

            scenario.order(new Command.FailBack());
            scenario.advance(Duration.ofSeconds(5));
            assertThat(scenario)
                    .failedBackTo(PRIMARY)
                    .within(Duration.ofSeconds(1))
                    .answers(PRIMARY);
        }
    }

    @Test
    @DisplayName("never: the record stays while its endpoint works, and leaves it for the most preferred when it fails")
    void never_isOneWay() {
        try (Scenario scenario = failedOver(Failback.never())) {
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofDays(1));
            assertThat(scenario).moved(BACKUP);

            scenario.endpoint(BACKUP).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).moved(BACKUP, PRIMARY).answers(PRIMARY).neverPublished(SECOND_BACKUP);
        }
    }

    @Test
    @DisplayName("a primary that flaps for hours spends the budget, and then the record stays put")
    void budgetSpent_staysPut() {
        FailoverPolicy policy = Www.builder()
                .failback(Failback.automatic())
                .moves(new MoveBudget(2, Duration.ofHours(12)))
                .build();
        try (Scenario scenario = Scenario.of(policy).from("fra1", "ams1").start()) {
            for (int hour = 0; hour < 6; hour++) {
                scenario.endpoint(PRIMARY).goesDown();
                scenario.advance(Duration.ofMinutes(30));
                scenario.endpoint(PRIMARY).comesBack();
                scenario.advance(Duration.ofMinutes(30));
            }
            assertThat(scenario).moved(BACKUP, PRIMARY);

            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofHours(7));
            assertThat(scenario).moved(BACKUP, PRIMARY, BACKUP);
        }
    }

    private static Scenario failedOver(Failback failback) {
        Scenario scenario = Scenario.of(Www.builder().failback(failback).build())
                .from("fra1", "ams1")
                .start();
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(Duration.ofMinutes(2));
        assertThat(scenario).failedOverTo(BACKUP);
        return scenario;
    }
}
