package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.DoubtScene.A;
import static io.dnsfailover.testkit.engine.DoubtScene.B;
import static io.dnsfailover.testkit.engine.DoubtScene.C;
import static io.dnsfailover.testkit.engine.DoubtScene.MINUTE;
import static io.dnsfailover.testkit.engine.DoubtScene.location;
import static io.dnsfailover.testkit.engine.DoubtScene.moves;
import static io.dnsfailover.testkit.engine.DoubtScene.on;
import static io.dnsfailover.testkit.engine.DoubtScene.primary;
import static io.dnsfailover.testkit.engine.DoubtScene.records;
import static io.dnsfailover.testkit.engine.DoubtScene.said;
import static io.dnsfailover.testkit.engine.DoubtScene.three;
import static io.dnsfailover.testkit.engine.Www.DETECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.Reason;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A location that may itself be what failed, and outages that are none of its own. */
class DoubtTest {
    @Test
    @DisplayName("the only location loses everything: it is in doubt, says so once, and nothing moves then or after it")
    void onlyLocationCutOff_nothingMoves() {
        try (Scenario scenario = Scenario.of(three().build()).from("fra1").start()) {
            scenario.advance(MINUTE);
            scenario.location("fra1").getsCutOff();
            scenario.advance(Duration.ofHours(1));

            assertThat(moves(scenario)).isZero();
            assertThat(location(scenario, "fra1").isDoubted()).isTrue();
            assertThat(said(scenario, FailoverEvent.LocationDoubted.class)).hasSize(1);
            assertThat(said(scenario, FailoverEvent.LocationDoubted.class)
                            .get(0)
                            .describe())
                    .isEqualTo("location fra1 is in doubt and abstains: 3 of 3 networks fail together");

            scenario.location("fra1").recovers();
            scenario.advance(Duration.ofHours(1));

            assertThat(moves(scenario)).isZero();
            assertThat(location(scenario, "fra1").isDoubted()).isFalse();
            assertThat(said(scenario, FailoverEvent.LocationTrusted.class)).hasSize(1);
            assertThat(said(scenario, FailoverEvent.VerdictReached.class))
                    .allMatch(event -> event.describe().contains("is UP"));
        }
    }

    @ParameterizedTest(name = "fall {0}")
    @ValueSource(ints = {1, 2, 3})
    @DisplayName("a cut that fails fast, with 30 s rounds over forty networks: no failure counts, not even the first")
    void slowToNotice_nothingMoves(int fall) {
        try (Scenario scenario = records(20, Damping.fall(fall)).from("fra1").start()) {
            scenario.advance(MINUTE);
            IntStream.range(0, 20).forEach(i -> {
                scenario.endpoint(primary(i)).failsWith(Reason.UNREACHABLE);
                scenario.endpoint("10.1." + i + ".1").failsWith(Reason.UNREACHABLE);
            });
            scenario.advance(Duration.ofMinutes(10));

            assertThat(moves(scenario)).isZero();
            assertThat(location(scenario, "fra1").isDoubted()).isTrue();
            assertThat(location(scenario, "fra1").seen().failing()).isEqualTo(40);
            assertThat(said(scenario, FailoverEvent.VerdictReached.class))
                    .noneMatch(event -> event.describe().contains("is DOWN"));
        }
    }

    @Test
    @DisplayName("all locations are cut off at once: that everything is down is evidence about us")
    void allCutOff_nothingMoves() {
        try (Scenario scenario =
                records(10, Damping.DEFAULT).from("fra1", "ams1", "iad1").start()) {
            scenario.advance(MINUTE);
            List.of("fra1", "ams1", "iad1").forEach(id -> scenario.location(id).getsCutOff());
            scenario.advance(Duration.ofHours(1));
            List.of("fra1", "ams1", "iad1").forEach(id -> scenario.location(id).recovers());
            scenario.advance(Duration.ofHours(1));

            assertThat(moves(scenario)).isZero();
            assertThat(said(scenario, FailoverEvent.LocationDoubted.class)).hasSize(3);
            assertThat(said(scenario, FailoverEvent.LocationTrusted.class)).hasSize(3);
        }
    }

    @Test
    @DisplayName("a start without any network moves nothing either")
    void cutOffFromTheStart_nothingMoves() {
        try (Scenario scenario = Scenario.of(three().build())
                .from("fra1")
                .where(A, script -> script.goesDown())
                .where(B, script -> script.goesDown())
                .where(C, script -> script.goesDown())
                .start()) {
            scenario.advance(Duration.ofHours(1));

            assertThat(moves(scenario)).isZero();
        }
    }

    @Test
    @DisplayName("a data centre dies that holds half of all networks: every record fails over, as fast as ever")
    void halfOfEverythingDies_failsOver() {
        try (Scenario scenario = records(10, Damping.DEFAULT).from("fra1").start()) {
            scenario.advance(MINUTE);
            IntStream.range(0, 10).forEach(i -> scenario.endpoint(primary(i)).goesDown());
            scenario.advance(MINUTE);

            for (int i = 0; i < 10; i++) {
                assertThat(scenario)
                        .policy("w" + i)
                        .failedOverTo("10.1." + i + ".1")
                        .within(DETECTED);
            }
            assertThat(said(scenario, FailoverEvent.LocationDoubted.class)).isEmpty();
        }
    }

    @Test
    @DisplayName("a small host fails over as ever: two networks, one location")
    void twoNetworks_failOver() {
        try (Scenario scenario =
                Scenario.of(on("www", A, B).build()).from("fra1").start()) {
            scenario.advance(MINUTE);
            scenario.endpoint(A).goesDown();
            scenario.advance(MINUTE);

            assertThat(scenario).failedOverTo(B).within(DETECTED);

            scenario.endpoint(B).goesDown();
            scenario.advance(MINUTE);
            assertThat(scenario).gaveUp();
        }
    }

    @Test
    @DisplayName("of three networks one dies, then another: the witness costs no time")
    void threeNetworks_failOverTwice() {
        try (Scenario scenario = Scenario.of(three().build()).from("fra1").start()) {
            scenario.advance(MINUTE);
            scenario.endpoint(A).goesSilent();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo(B).within(Duration.ofSeconds(50));

            scenario.endpoint(B).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo(C).within(DETECTED);
        }
    }

    @Test
    @DisplayName("one failure is enough where the policy says so, a moment later, when something else has answered")
    void fallOne_failsOverAtOnce() {
        try (Scenario scenario = Scenario.of(three().damping(Damping.fall(1)).build())
                .from("fra1")
                .start()) {
            scenario.advance(MINUTE);
            long before = scenario.location("fra1").checksOf(A);
            scenario.endpoint(A).goesDown();
            scenario.time().advanceUntil(() -> scenario.location("fra1").checksOf(A) > before, MINUTE);
            scenario.advance(Duration.ofMillis(100));

            assertThat(moves(scenario)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("one of three locations is cut off: it abstains, and the other two move the record")
    void isolatedLocation_abstains() {
        try (Scenario scenario =
                Scenario.of(three().build()).from("fra1", "ams1", "iad1").start()) {
            scenario.advance(MINUTE);
            scenario.location("iad1").getsCutOff();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(moves(scenario)).isZero();

            scenario.endpoint(A).goesDown();
            scenario.advance(MINUTE);

            assertThat(scenario).failedOverTo(B).within(DETECTED);
            FailoverEvent moved = said(scenario, FailoverEvent.FailedOver.class).get(0);
            assertThat(moved.describe())
                    .contains("2 of 3 down (ams1 DOWN, fra1 DOWN, iad1 ABSTAINED)")
                    .contains(", iad1 in doubt");
        }
    }

    @Test
    @DisplayName("an outage that began while the location was in doubt is acted on when it is trusted again")
    void outageDuringDoubt_isActedOnAfterIt() {
        try (Scenario scenario = Scenario.of(three().build()).from("fra1").start()) {
            scenario.advance(MINUTE);
            scenario.location("fra1").getsCutOff();
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(A).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(moves(scenario)).isZero();

            scenario.location("fra1").recovers();
            scenario.advance(Duration.ofMinutes(4));

            assertThat(scenario).failedOverTo(B);
        }
    }

    @Test
    @DisplayName("a cut does not make more checks than peace")
    void cutOff_checksNoMore() {
        try (Scenario scenario = records(20, Damping.DEFAULT).from("fra1").start()) {
            scenario.advance(Duration.ofMinutes(2));
            long before = scenario.location("fra1").checks();
            scenario.advance(Duration.ofMinutes(10));
            long inPeace = scenario.location("fra1").checks() - before;

            scenario.location("fra1").getsCutOff();
            scenario.advance(Duration.ofMinutes(10));

            long inTrouble = scenario.location("fra1").checks() - before - inPeace;
            assertThat(inTrouble).isLessThan(inPeace + inPeace / 10);
        }
    }

    @Test
    @DisplayName("what has been down for long, while others answered, is no evidence of a cut")
    void goneForLong_isNoEvidence() {
        try (Scenario scenario = Scenario.of(three().build()).from("fra1").start()) {
            scenario.advance(MINUTE);
            scenario.endpoint(A).goesDown();
            scenario.advance(Duration.ofMinutes(20));
            scenario.endpoint(B).goesDown();
            scenario.advance(Duration.ofMinutes(20));
            assertThat(scenario).moved(B, C);

            scenario.endpoint(C).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).gaveUp();
            assertThat(said(scenario, FailoverEvent.LocationDoubted.class)).isEmpty();
        }
    }
}
