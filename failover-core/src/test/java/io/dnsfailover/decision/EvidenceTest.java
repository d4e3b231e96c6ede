package io.dnsfailover.decision;

import static io.dnsfailover.model.Outcome.FAIL;
import static io.dnsfailover.model.Outcome.INCONCLUSIVE;
import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a decision says it rests on. */
class EvidenceTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Scene scene = Scene.of(Scene.policy());

    @Test
    void failover_tellsTheWholeStory() {
        scene.up(Scene.ALL).evaluate();
        scene.later(SECOND).sees(1, "p", FAIL, 0);
        Moment began = scene.now();
        scene.sleeps(SECOND).sees(0, "p", FAIL, 0).sees(2, "p", FAIL, 0);
        scene.sleeps(SECOND).down("p").evaluate();
        Moment confirmed = scene.now();
        scene.sleeps(SECOND).answers(PASS, INCONCLUSIVE, PASS).evaluate();

        Evidence evidence = scene.decision().evidence();

        assertThat(evidence.troubleBegan()).isEqualTo(began);
        assertThat(evidence.confirmed()).isEqualTo(confirmed);
        assertThat(evidence.verificationAsked()).isEqualTo(confirmed);
        assertThat(evidence.verification()).hasToString("2 of 3 up (l1 UP, l2 ABSTAINED, l3 UP)");
        assertThat(evidence.ballots()).containsOnlyKeys(Scene.ALL);
        assertThat(evidence.ballots().get("p")).hasToString("3 of 3 down (l1 DOWN, l2 DOWN, l3 DOWN)");
        assertThat(evidence.sightings()).isEqualTo(scene.sightings().byEndpoint());
        assertThat(evidence.overrides()).isEmpty();
        assertThat(evidence.rejected()).containsExactly(new Rejection("p", "3 of 3 down (l1 DOWN, l2 DOWN, l3 DOWN)"));
    }

    @Test
    @DisplayName("whoever comes before the chosen one is named with the reason why it was not")
    void rejected_eachWithItsReason() {
        scene.up("b1", "b2").down("p").evaluate();
        scene.answers(FAIL, FAIL).evaluate();
        scene.answers(PASS, PASS).evaluate();

        assertThat(scene.decision().evidence().rejected())
                .containsExactly(
                        new Rejection("p", "3 of 3 down (l1 DOWN, l2 DOWN, l3 DOWN)"),
                        new Rejection("b1", "failed its fresh check"));
    }

    @Test
    void rejected_forced_namesTheWord() {
        scene.up(Scene.ALL).evaluate();
        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_DOWN, null));
        scene.order(new Command.Force("b2", StandingOrder.Kind.FORCED_UP, null));

        Evidence evidence = scene.moves().evidence();

        assertThat(evidence.rejected()).containsExactly(new Rejection("p", "FORCED_DOWN"));
        assertThat(evidence.overrides())
                .isEqualTo(Map.of(
                        "p", new StandingOrder(StandingOrder.Kind.FORCED_DOWN, Long.MAX_VALUE, null),
                        "b2", new StandingOrder(StandingOrder.Kind.FORCED_UP, Long.MAX_VALUE, null)));
        assertThat(evidence.troubleBegan()).isNull();
    }

    @Test
    void failback_isAboutTheOneThatRecovered() {
        scene.up("b1").down("p").moves();
        scene.later(SECOND).down("b2").evaluate();
        scene.later(SECOND).up("p").evaluate();
        Moment risen = scene.now();
        scene.later(SECOND).answers(PASS, PASS).evaluate();

        Evidence evidence = scene.decision().evidence();

        assertThat(evidence.confirmed()).isEqualTo(risen);
        assertThat(evidence.verificationAsked()).isEqualTo(risen);
        assertThat(evidence.troubleBegan()).isNull();
        assertThat(evidence.rejected()).isEmpty();
    }

    @Test
    void failbackToABackup_namesThePrimary() {
        Scene dwelling = Scene.of(Scene.custom().failback(Failback.afterUpFor(Duration.ofSeconds(30))));
        dwelling.up("b2").down("p", "b1").moves();
        dwelling.up("b1").evaluate();
        dwelling.later(Duration.ofSeconds(30));

        assertThat(dwelling.moves().evidence().rejected())
                .extracting(Rejection::endpointId)
                .containsExactly("p");
    }

    @Test
    void giveUp_namesEveryEndpointAndNoCheck() {
        Scene last = Scene.of(Scene.policy().whenAllDown(AllDown.lastResort("203.0.113.1")));
        last.up("b1").down("p", "b2").evaluate();
        Moment confirmed = last.now();
        last.later(SECOND).down("b1").evaluate();

        Evidence evidence = last.decision().evidence();

        assertThat(evidence.rejected()).extracting(Rejection::endpointId).containsExactly("p", "b1", "b2");
        assertThat(evidence.verification()).isNull();
        assertThat(evidence.verificationAsked()).isNull();
        assertThat(evidence.confirmed()).isEqualTo(confirmed);
    }

    @Test
    @DisplayName("from what is published when nothing works, the story is that of the one that works again")
    void fromLastResort_isAboutTheOneThatRecovered() {
        Scene last = Scene.of(Scene.policy().whenAllDown(AllDown.lastResort("203.0.113.1")));
        last.down(Scene.ALL).evaluate();
        last.order(new Command.Force("p", StandingOrder.Kind.FORCED_UP, null));
        last.later(SECOND).up("b1").evaluate();

        Evidence evidence = last.decision().evidence();

        assertThat(evidence.rejected()).isEmpty();
        assertThat(evidence.confirmed()).isEqualTo(last.state.endpoint("p").since());
    }

    @Test
    @DisplayName("the line names the locations that abstained because they were in doubt")
    void describe_namesTheLocationsInDoubt() {
        Scene scene = Scene.of(Scene.policy()).doubting("l3").up("b1", "b2").down("p");

        scene.moves();

        assertThat(scene.decision().evidence().doubted()).containsExactly(Location.of("l3"));
        assertThat(scene.decision().evidence().describe(scene.decision()))
                .startsWith("p is 2 of 3 down (l1 DOWN, l2 DOWN, l3 ABSTAINED), fresh check of b1 192.0.2.2 2 of 3 up"
                        + " (l1 UP, l2 UP, l3 ABSTAINED), l3 in doubt, began");
    }

    @Test
    @DisplayName("two of three locations in doubt leave no quorum: nothing is left, and nothing moved to")
    void mostLocationsInDoubt_nothingMoves() {
        Scene scene =
                Scene.of(Scene.policy()).doubting("l2", "l3").up("b1", "b2").down("p");

        scene.evaluate();

        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    void describe_failover_isTheStoryOnOneLine() {
        scene.up(Scene.ALL).evaluate();
        scene.later(SECOND).sees(1, "p", FAIL, 0);
        scene.sleeps(SECOND).down("p").evaluate();
        scene.sleeps(SECOND).answers(PASS, INCONCLUSIVE, PASS).evaluate();

        assertThat(scene.decision().evidence().describe(scene.decision()))
                .isEqualTo(
                        "p is 3 of 3 down (l1 DOWN, l2 DOWN, l3 DOWN), fresh check of b1 192.0.2.2 2 of 3 up (l1 UP, l2"
                                + " ABSTAINED, l3 UP), began 2000 ms, confirmed 1000 ms, fresh check asked 1000 ms before");
    }

    @Test
    void describe_ofWhatWasOrdered_namesTheOrders() {
        scene.up("p").evaluate();
        scene.sleeps(Duration.ofMillis(7)).order(new Command.Force("p", StandingOrder.Kind.FORCED_DOWN, null));
        scene.order(new Command.Force("b1", StandingOrder.Kind.FORCED_UP, null));
        scene.evaluate();

        assertThat(scene.decision().evidence().describe(scene.decision()))
                .isEqualTo("p is 3 of 3 up (l1 UP, l2 UP, l3 UP), b1 FORCED_UP, p FORCED_DOWN, confirmed 7 ms before");
    }

    @Test
    void describe_ofWhatWasNoEndpoint_namesIt() {
        Scene last = Scene.of(Scene.policy().whenAllDown(AllDown.lastResort("203.0.113.1")));
        last.down(Scene.ALL).evaluate();
        last.up("b1");
        Decision fromLastResort = last.moves();
        assertThat(fromLastResort.evidence().describe(fromLastResort))
                .startsWith("left last resort 203.0.113.1, fresh check of b1 192.0.2.2 3 of 3 up");

        scene.state = RecordState.initial(
                scene.policy, new Holding.Single("gone", Target.parse("192.0.2.99")), 7, scene.now());
        Decision fromGone = scene.up("b1").moves();
        assertThat(fromGone.evidence().describe(fromGone)).startsWith("left gone 192.0.2.99, fresh check of b1");
    }

    @Test
    @DisplayName("a move that needed no check shows none, although one of another endpoint was under way")
    void forcedUpDuringAnothersCheck_showsNoCheck() {
        scene.up("b2").down("p").evaluate();
        assertThat(scene.awaits()).isEqualTo("b2");
        scene.order(new Command.Force("b1", StandingOrder.Kind.FORCED_UP, null));

        scene.later(SECOND).evaluate();

        assertThat(scene.holds()).isEqualTo("b1");
        assertThat(scene.decision().evidence().verification()).isNull();
        assertThat(scene.decision().evidence().verificationAsked()).isNull();
    }

    @Test
    @DisplayName("evidence lists endpoints in one order in every run: the same decision prints the same bytes")
    void maps_areInOrder() {
        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_DOWN, null));
        scene.order(new Command.Force("b2", StandingOrder.Kind.FORCED_UP, null));
        scene.order(new Command.Force("b1", StandingOrder.Kind.FORCED_DOWN, null));

        Evidence evidence = scene.moves().evidence();

        assertThat(List.copyOf(evidence.ballots().keySet())).containsExactly("b1", "b2", "p");
        assertThat(List.copyOf(evidence.sightings().keySet())).containsExactly("b1", "b2", "p");
        assertThat(List.copyOf(evidence.overrides().keySet())).containsExactly("b1", "b2", "p");
    }
}
