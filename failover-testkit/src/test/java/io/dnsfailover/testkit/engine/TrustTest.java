package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.DoubtScene.A;
import static io.dnsfailover.testkit.engine.DoubtScene.B;
import static io.dnsfailover.testkit.engine.DoubtScene.C;
import static io.dnsfailover.testkit.engine.DoubtScene.MINUTE;
import static io.dnsfailover.testkit.engine.DoubtScene.location;
import static io.dnsfailover.testkit.engine.DoubtScene.moves;
import static io.dnsfailover.testkit.engine.DoubtScene.on;
import static io.dnsfailover.testkit.engine.DoubtScene.said;
import static io.dnsfailover.testkit.engine.DoubtScene.three;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.Command;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What makes a location doubted or trusted beside the networks that it watches: control targets, limits, reloads, time. */
class TrustTest {
    @Test
    @DisplayName("a location that is well for a few seconds only stays in doubt")
    void wellForAMoment_staysInDoubt() {
        try (Scenario scenario = Scenario.of(three().every(Duration.ofSeconds(2))
                        .timeout(Duration.ofSeconds(1))
                        .build())
                .from("fra1")
                .start()) {
            scenario.advance(MINUTE);
            for (int i = 0; i < 10; i++) {
                scenario.location("fra1").getsCutOff();
                scenario.advance(Duration.ofSeconds(20));
                scenario.location("fra1").recovers();
                scenario.advance(Duration.ofSeconds(7));
            }

            assertThat(said(scenario, FailoverEvent.LocationDoubted.class)).hasSize(1);
            assertThat(said(scenario, FailoverEvent.LocationTrusted.class)).isEmpty();
            assertThat(moves(scenario)).isZero();
        }
    }

    @Test
    @DisplayName("a location whose control targets fail is in doubt, although every endpoint answers")
    void controlsFail_isDoubted() {
        try (Scenario scenario = Scenario.of(on("www", A, B).build())
                .from("fra1")
                .control("10.9.1.1")
                .control("10.9.2.1")
                .control("10.9.3.1")
                .start()) {
            scenario.advance(MINUTE);
            scenario.endpoint("10.9.1.1").goesDown();
            scenario.endpoint("10.9.2.1").goesDown();
            scenario.advance(MINUTE);
            assertThat(location(scenario, "fra1").describe()).isEqualTo("2 of 3 control targets fail");

            scenario.endpoint(A).goesDown();
            scenario.advance(MINUTE);
            assertThat(moves(scenario)).isZero();

            scenario.endpoint("10.9.1.1").comesBack();
            scenario.advance(Duration.ofMinutes(3));
            assertThat(scenario).failedOverTo(B);
        }
    }

    @Test
    @DisplayName("where control targets answer, an outage of everything is believed")
    void controlsAnswer_everythingDownIsBelieved() {
        try (Scenario scenario = Scenario.of(three().build())
                .from("fra1")
                .control("10.9.1.1")
                .control("10.9.2.1")
                .start()) {
            scenario.advance(MINUTE);
            List.of(A, B, C).forEach(target -> scenario.endpoint(target).goesDown());
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).gaveUp();
            assertThat(said(scenario, FailoverEvent.LocationDoubted.class)).isEmpty();
        }
    }

    @Test
    @DisplayName("control targets that fail with everything else make the doubt, whatever they said before")
    void controlsFailWithTheRest_nothingMoves() {
        try (Scenario scenario = Scenario.of(three().build())
                .from("fra1")
                .control("10.9.1.1")
                .control("10.9.2.1")
                .start()) {
            scenario.advance(MINUTE);
            scenario.location("fra1").getsCutOff();
            scenario.advance(Duration.ofMinutes(30));
            scenario.location("fra1").recovers();
            scenario.advance(Duration.ofMinutes(30));

            assertThat(moves(scenario)).isZero();
            assertThat(said(scenario, FailoverEvent.LocationDoubted.class)).hasSize(1);
        }
    }

    @Test
    @DisplayName("the rule can be set: where half a dozen networks must fail, three are believed to have died")
    void higherMinimum_believes() {
        try (Scenario scenario = Scenario.of(three().build())
                .from("fra1")
                .doubt(new Doubt(80, 6))
                .start()) {
            scenario.advance(MINUTE);
            scenario.location("fra1").getsCutOff();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).gaveUp();
        }
    }

    @Test
    @DisplayName("a reload forgets networks that nothing is in any more")
    void reload_forgetsNetworks() {
        try (Scenario scenario = Scenario.of(three().build()).from("fra1").start()) {
            scenario.advance(MINUTE);
            assertThat(location(scenario, "fra1").networks()).isEqualTo(3);

            scenario.reload(on("www", A, B).build());
            scenario.advance(MINUTE);

            assertThat(location(scenario, "fra1").networks()).isEqualTo(2);
            assertThat(location(scenario, "fra1").seen()).isEqualTo(new Doubt.Networks(0, 2));
        }
    }

    @Test
    @DisplayName("a reload in the midst of a cut does not make anybody trust the location")
    void reloadDuringDoubt_staysInDoubt() {
        try (Scenario scenario = Scenario.of(three().build()).from("fra1").start()) {
            scenario.advance(MINUTE);
            scenario.location("fra1").getsCutOff();
            scenario.advance(Duration.ofMinutes(5));

            scenario.reload(three().every(Duration.ofSeconds(20)).build());
            scenario.advance(Duration.ofMinutes(30));

            assertThat(location(scenario, "fra1").isDoubted()).isTrue();
            assertThat(said(scenario, FailoverEvent.LocationTrusted.class)).isEmpty();
            assertThat(moves(scenario)).isZero();
        }
    }

    @Test
    @DisplayName("what a location knew all the time counts again when it is trusted, although it sees nothing new")
    void trustedAgain_oldKnowledgeCounts() {
        FailoverPolicy policy = three().every(Duration.ofSeconds(60)).build();
        try (Scenario scenario = Scenario.of(policy)
                .from("fra1", "ams1")
                .control("10.9.1.1")
                .control("10.9.2.1")
                .start()) {
            scenario.order(new Command.Hold(null));
            scenario.endpoint(A).goesDown();
            scenario.advance(Duration.ofMinutes(10));
            List.of("10.9.1.1", "10.9.2.1")
                    .forEach(control ->
                            scenario.location("ams1").endpoint(control).goesDown());
            scenario.advance(Duration.ofSeconds(15));
            scenario.order(new Command.Release());
            assertThat(moves(scenario)).isZero();

            List.of("10.9.1.1", "10.9.2.1")
                    .forEach(control ->
                            scenario.location("ams1").endpoint(control).behavesAsElsewhere());
            scenario.advance(Duration.ofSeconds(95));

            assertThat(location(scenario, "ams1").isDoubted()).isFalse();
            assertThat(scenario).failedOverTo(B);
        }
    }
}
