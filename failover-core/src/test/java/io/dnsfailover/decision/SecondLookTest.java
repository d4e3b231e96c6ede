package io.dnsfailover.decision;

import static io.dnsfailover.model.Outcome.FAIL;
import static io.dnsfailover.model.Outcome.INCONCLUSIVE;
import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.RecordState.Notice;
import io.dnsfailover.health.Damping;
import io.dnsfailover.policy.Failback;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A record that stood on what failed, because nothing worked, looks at it once more before it leaves for what is seen first. */
class SecondLookTest {
    private final Scene scene = Scene.of(Scene.damped(new Damping(2, 1, 2)).failback(Failback.automatic()));

    @BeforeEach
    void everythingFailsAndABackupReturns() {
        scene.down(Scene.ALL).evaluate();
        scene.up("b2").up("b2").evaluate();
    }

    @Test
    void backupReturns_bothAreLookedAt() {
        assertThat(scene.effects(Effect.AskCheck.class))
                .containsExactly(new Effect.AskCheck("b2", 1), new Effect.AskCheck("p", 1));
        assertThat(scene.state.notice()).isEqualTo(Notice.ALL_DOWN);
    }

    @Test
    void ownEndpointFails_moves() {
        scene.allAnswer(PASS).allSee("p", FAIL, 1).evaluate();

        assertThat(scene.holds()).isEqualTo("b2");
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
    }

    @Test
    @DisplayName("checks that were under way when it was asked for say nothing")
    void ownEndpointSilent_waitsUntilTheDeadlineAndMoves() {
        scene.allAnswer(PASS).allSee("p", FAIL, 0).evaluate();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.awaits()).isEqualTo("b2");

        scene.sleeps(Scene.PATIENCE.minusNanos(1)).evaluate();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofNanos(1));

        scene.sleeps(Duration.ofNanos(1)).evaluate();
        assertThat(scene.holds()).isEqualTo("b2");
    }

    @Test
    @DisplayName("while it passes the record waits for its verdict, and asks anew when that takes long")
    void ownEndpointPasses_waitsAndAsksAgain() {
        scene.allAnswer(PASS).allSee("p", PASS, 1).evaluate();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.last.effects()).isEmpty();

        scene.sleeps(Scene.PATIENCE).evaluate();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.effects(Effect.AskCheck.class))
                .containsExactly(new Effect.AskCheck("b2", 2), new Effect.AskCheck("p", 2));

        scene.allSee("p", PASS, 2).evaluate();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.awaits()).isEmpty();
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
    }

    @Test
    void ownEndpointPassesAndFailsAgain_moves() {
        scene.allAnswer(PASS).allSee("p", PASS, 1).evaluate();

        scene.allSee("p", FAIL, 1).evaluate();

        assertThat(scene.holds()).isEqualTo("b2");
    }

    @Test
    @DisplayName("who cannot tell does not hold up the move")
    void ownEndpointInconclusive_moves() {
        scene.allAnswer(PASS).allSee("p", INCONCLUSIVE, 1).evaluate();

        assertThat(scene.holds()).isEqualTo("b2");
    }

    @Test
    void backupFails_isRejectedWhateverTheOtherDoes() {
        scene.allAnswer(FAIL).allSee("p", PASS, 1).evaluate();

        assertThat(scene.effects(Effect.CandidateRejected.class)).hasSize(1);
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    @DisplayName("what an operator forces down is left without a second look")
    void ownEndpointForcedDown_movesAtOnce() {
        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_DOWN, null));

        scene.allAnswer(PASS).evaluate();

        assertThat(scene.holds()).isEqualTo("b2");
    }
}
