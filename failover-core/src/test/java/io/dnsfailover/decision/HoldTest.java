package io.dnsfailover.decision;

import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.RecordState.Notice;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The operator's order to stay. */
class HoldTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Scene scene = Scene.of(Scene.policy());

    @Test
    void hold_primaryFails_staysAndSaysSoOnce() {
        scene.up(Scene.ALL).evaluate();
        scene.order(new Command.Hold(null));
        assertThat(scene.last.effects()).containsExactly(new Effect.OverrideChanged("*", "HELD"));

        scene.down("p").evaluate();
        assertThat(scene.effects(Effect.MoveWithheld.class)).containsExactly(new Effect.MoveWithheld(Notice.HELD));
        assertThat(scene.effects(Effect.AskCheck.class)).isEmpty();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.state.notice()).isEqualTo(Notice.HELD);

        scene.later(Duration.ofSeconds(30)).evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void hold_nothingToDo_saysNothing() {
        scene.up(Scene.ALL).evaluate();
        scene.order(new Command.Hold(HOUR));

        scene.evaluate();

        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
        assertThat(scene.wakesIn()).isEqualTo(HOUR);
    }

    @Test
    void hold_duringAFreshCheck_endsIt() {
        scene.up("b1").down("p").evaluate();

        scene.order(new Command.Hold(null));
        scene.answers(PASS, PASS, PASS).evaluate();

        assertThat(scene.effects(Effect.Move.class)).isEmpty();
        assertThat(scene.state.verification()).isNull();
    }

    @Test
    void release_movesAfterAFreshCheckOfItsOwn() {
        scene.up("b1").down("p").evaluate();
        scene.order(new Command.Hold(null));
        scene.evaluate();

        scene.order(new Command.Release());
        assertThat(scene.last.effects()).containsExactly(new Effect.OverrideChanged("*", "released"));
        assertThat(scene.state.hold()).isNull();
        scene.evaluate();

        assertThat(scene.effects(Effect.AskCheck.class)).containsExactly(new Effect.AskCheck("b1", 2));
        scene.answers(PASS, PASS).evaluate();
        assertThat(scene.holds()).isEqualTo("b1");
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
    }

    @Test
    void hold_endsByItself_exactlyAtTheEnd() {
        scene.up("b1").down("p").evaluate();
        scene.order(new Command.Hold(HOUR));
        assertThat(scene.last.effects())
                .containsExactly(new Effect.OverrideChanged("*", "HELD until 2030-01-01T01:00:00Z"));
        scene.evaluate();
        assertThat(scene.wakesIn()).isEqualTo(HOUR);

        scene.later(HOUR.minusNanos(1)).evaluate();
        assertThat(scene.last.effects()).isEmpty();

        scene.sleeps(Duration.ofNanos(1)).evaluate();
        assertThat(scene.last.effects())
                .containsExactly(new Effect.OverrideChanged("*", "the hold is over"), new Effect.AskCheck("b1", 2));
        assertThat(scene.state.hold()).isNull();
    }

    @Test
    @DisplayName("not even an endpoint that is forced up or an ordered failback moves a held record")
    void hold_beatsEveryOtherOrder() {
        scene.up("b1", "b2").down("p").moves();
        scene.up("p").order(new Command.Hold(null));
        scene.evaluate();

        scene.order(new Command.FailBack());
        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_UP, null));
        scene.order(new Command.Force("b1", StandingOrder.Kind.FORCED_DOWN, null));
        scene.evaluate();

        assertThat(scene.effects(Effect.Move.class)).isEmpty();
        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("an ordered failback waits for the release")
    void failbackOrder_duringAHold_isKept() {
        scene.up("b1").down("p").moves();
        scene.order(new Command.Hold(null));
        scene.up("p").evaluate();
        scene.order(new Command.FailBack());
        scene.evaluate();

        scene.order(new Command.Release());

        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILBACK);
    }

    @Test
    @DisplayName("a held record that would stay anyway because nothing works says that nothing works")
    void hold_nothingWorks_saysAllDown() {
        scene.order(new Command.Hold(null));

        scene.down(Scene.ALL).evaluate();

        assertThat(scene.effects(Effect.MoveWithheld.class)).containsExactly(new Effect.MoveWithheld(Notice.ALL_DOWN));
    }
}
