package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScenarioLocation;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When checks come, and that nothing is left of an engine that is closed. */
class RoundsTest {
    @Test
    @DisplayName("rounds come at the interval with 5 % jitter, and the pace is kept over a day")
    void rounds_keepTheirPace() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            ScenarioLocation location = scenario.location("fra1");

            List<Duration> gaps = gapsBetweenChecks(scenario.time(), location, 100);

            assertThat(gaps)
                    .allSatisfy(gap -> assertThat(gap).isBetween(Duration.ofMillis(28_500), Duration.ofMillis(31_500)))
                    .doesNotHaveDuplicates();
            long before = location.checksOf(PRIMARY);
            scenario.advance(Duration.ofDays(1));
            assertThat(location.checksOf(PRIMARY) - before).isBetween(2_860L, 2_900L);
        }
    }

    @Test
    @DisplayName("a failing endpoint is checked no more often than a healthy one once it is known to be down")
    void outage_isConstantWork() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            long before = scenario.location("fra1").checks();
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario.location("fra1").checks() - before).isBetween(350L, 370L);
        }
    }

    @Test
    @DisplayName("the locations do not check in step")
    void locations_areSpread() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(2));
            SimulatedTime time = scenario.time();
            ScenarioLocation fra = scenario.location("fra1");
            ScenarioLocation ams = scenario.location("ams1");

            nextCheck(time, fra);
            Duration first = time.elapsed();
            nextCheck(time, ams);

            assertThat(time.elapsed().minus(first)).isGreaterThan(Duration.ofMillis(100));
        }
    }

    @Test
    @DisplayName("a check that overlaps its next round skips it, and is counted")
    void overlappingRound_isSkippedAndCounted() {
        FailoverPolicy policy = Www.builder()
                .every(Duration.ofSeconds(1))
                .timeout(Duration.ofMillis(980))
                .build();
        try (Scenario scenario = Scenario.of(policy).from("fra1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            assertThat(scenario.failover().counters().skippedRounds()).isZero();

            scenario.endpoint(PRIMARY).hangsTheProbe();
            scenario.advance(Duration.ofMinutes(1));

            assertThat(scenario.failover().counters().skippedRounds()).isBetween(20L, 40L);
            assertThat(scenario.failover().counters().brokenProbes()).isBetween(20L, 40L);
            assertThat(scenario).neverMoved();
        }
    }

    @Test
    @DisplayName("a probe that throws is counted and is no evidence")
    void throwingProbe_isNoEvidence() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1").start()) {
            scenario.endpoint(PRIMARY).breaksTheProbe();
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).neverMoved();
            assertThat(scenario.failover().counters().brokenProbes()).isBetween(110L, 130L);
            assertThat(scenario.failover().counters().inconclusive()).isBetween(110L, 130L);
        }
    }

    @Test
    @DisplayName("a closed engine has nothing pending, has abandoned its checks, and closed what it was given")
    void close_leavesNothing() {
        Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start();
        scenario.endpoint(PRIMARY).goesSilent();
        scenario.advance(Duration.ofSeconds(33));

        scenario.close();

        assertThat(scenario.pending()).isZero();
        assertThat(scenario.time().pending()).isZero();
        assertThat(scenario.nameServer().isClosed()).isTrue();
        assertThat(scenario.notifier().isClosed()).isTrue();
        long checks = scenario.location("fra1").checks();
        scenario.advance(Duration.ofHours(1));
        assertThat(scenario.location("fra1").checks()).isEqualTo(checks);
    }

    @Test
    @DisplayName("a day of one policy with an outage passes in well under a second")
    void day_passesQuickly() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDownBetween(Duration.ofHours(3), Duration.ofHours(9));
            scenario.advance(Duration.ofDays(1));

            assertThat(scenario).moved(Www.BACKUP, PRIMARY).failedBackTo(PRIMARY);
        }
    }

    private static List<Duration> gapsBetweenChecks(SimulatedTime time, ScenarioLocation location, int count) {
        List<Duration> gaps = new ArrayList<>();
        nextCheck(time, location);
        for (int i = 0; i < count; i++) {
            Duration before = time.elapsed();
            nextCheck(time, location);
            gaps.add(time.elapsed().minus(before));
        }
        return gaps;
    }

    private static void nextCheck(SimulatedTime time, ScenarioLocation location) {
        long before = location.checksOf(PRIMARY);
        assertThat(time.advanceUntil(() -> location.checksOf(PRIMARY) > before, Duration.ofMinutes(2)))
                .isTrue();
    }
}
