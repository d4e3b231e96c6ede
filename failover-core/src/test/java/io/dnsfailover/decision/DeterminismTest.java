package io.dnsfailover.decision;

import static io.dnsfailover.model.Outcome.FAIL;
import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same arguments give the same result, and the wall clock is for people. */
class DeterminismTest {
    /** A life with an outage, a rejected backup, orders and a failback; returns every step. */
    private static List<Step> live(Scene scene, Duration wallStep) {
        List<Step> steps = new ArrayList<>();
        steps.add(scene.up(Scene.ALL).evaluate());
        steps.add(scene.later(Duration.ofSeconds(30)).down("p").evaluate());
        scene.wall = scene.wall.plus(wallStep);
        steps.add(scene.sleeps(Duration.ofSeconds(1)).answers(FAIL, FAIL).evaluate());
        steps.add(scene.sleeps(Duration.ofSeconds(1)).answers(PASS, PASS).evaluate());
        steps.add(scene.order(new Command.Hold(Duration.ofMinutes(1))));
        scene.wall = scene.wall.minus(wallStep.multipliedBy(2));
        steps.add(scene.later(Duration.ofSeconds(20)).up("p").evaluate());
        steps.add(scene.later(Duration.ofSeconds(39)).evaluate());
        steps.add(scene.later(Duration.ofSeconds(1)).evaluate());
        steps.add(scene.answers(PASS, PASS).evaluate());
        return steps;
    }

    @Test
    void evaluate_sameArguments_sameStep() {
        List<Step> first = live(Scene.of(Scene.policy()), Duration.ZERO);
        List<Step> second = live(Scene.of(Scene.policy()), Duration.ZERO);

        assertThat(second).isEqualTo(first);
        assertThat(first.get(first.size() - 1).state().generation()).isEqualTo(3);
    }

    @Test
    void evaluate_changesNothingThatItIsGiven() {
        Scene scene = Scene.of(Scene.policy());
        scene.up("b1", "b2").down("p").evaluate();
        scene.answers(PASS, PASS);
        RecordState before = scene.state;
        Sightings seen = scene.sightings();

        Step first = Decider.evaluate(before, seen, scene.policy, scene.now());
        Step again = Decider.evaluate(before, seen, scene.policy, scene.now());

        assertThat(again).isEqualTo(first);
        assertThat(first.state()).isNotEqualTo(before);
    }

    @Test
    @DisplayName("a wall clock that steps ten years forth and back moves nothing, delays nothing and ends no order")
    void evaluate_wallClockSteps_sameHoldings() {
        List<Step> steady = live(Scene.of(Scene.policy()), Duration.ZERO);
        List<Step> stepping = live(Scene.of(Scene.policy()), Duration.ofDays(3650));

        assertThat(stepping)
                .extracting(DeterminismTest::essence)
                .isEqualTo(steady.stream().map(DeterminismTest::essence).toList());
    }

    private static String essence(Step step) {
        RecordState state = step.state();
        return state.generation() + " " + state.holding() + " " + state.lastAsk() + " " + state.notice() + " "
                + (state.hold() == null) + " " + state.rejected().keySet() + " " + step.wakeAtNanos();
    }

    @Test
    @DisplayName("two moments that differ in the wall clock only lead to the same holding, effects and wake-up")
    void evaluate_anotherWall_sameDecision() {
        Scene scene = Scene.of(Scene.policy());
        scene.up("b1").down("p").evaluate();
        scene.answers(PASS, PASS);

        Step now = Decider.evaluate(scene.state, scene.sightings(), scene.policy, scene.now());
        scene.wall = Instant.EPOCH;
        Step epoch = Decider.evaluate(scene.state, scene.sightings(), scene.policy, scene.now());

        assertThat(epoch.state().holding()).isEqualTo(now.state().holding());
        assertThat(epoch.state().generation()).isEqualTo(2);
        assertThat(epoch.wakeAtNanos()).isEqualTo(now.wakeAtNanos());
    }
}
