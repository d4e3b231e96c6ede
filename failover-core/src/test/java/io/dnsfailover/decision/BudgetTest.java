package io.dnsfailover.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.RecordState.Notice;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.MoveBudget;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The brake on flapping: two moves in ten minutes. */
class BudgetTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Scene scene = new Scene(Scene.custom()
            .failback(Failback.automatic())
            .moves(new MoveBudget(2, WINDOW))
            .whenAllDown(AllDown.lastResort("203.0.113.1"))
            .build());

    /** A record on p that moved there and back, at 0 and 1 minute; now is minute 2. */
    private void spend() {
        scene.up("b1", "b2").down("p").moves();
        scene.later(MINUTE).up("p").moves();
        scene.later(MINUTE);
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    void spent_staysAndSaysSoOnce() {
        spend();

        scene.down("p").evaluate();
        assertThat(scene.effects(Effect.MoveWithheld.class))
                .containsExactly(new Effect.MoveWithheld(Notice.BUDGET_SPENT));
        assertThat(scene.effects(Effect.AskCheck.class)).isEmpty();
        assertThat(scene.state.notice()).isEqualTo(Notice.BUDGET_SPENT);
        assertThat(scene.wakesIn()).isEqualTo(WINDOW.minus(MINUTE.multipliedBy(2)));

        scene.later(MINUTE).evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    @DisplayName("the record moves in the very nanosecond in which a move leaves the window")
    void spent_untilAMoveLeavesTheWindow() {
        spend();
        Duration left = WINDOW.minus(MINUTE.multipliedBy(2));

        scene.down("p").later(left.minusNanos(1)).evaluate();
        assertThat(scene.state.moves()).hasSize(2);
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofNanos(1));

        scene.sleeps(Duration.ofNanos(1)).evaluate();
        assertThat(scene.state.moves()).hasSize(1);
        assertThat(scene.awaits()).isEqualTo("b1");
        scene.moves();
        assertThat(scene.holds()).isEqualTo("b1");
        assertThat(scene.state.moves()).hasSize(2);
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
    }

    @Test
    @DisplayName("when every move has left the window the record asks, waits and moves as ever")
    void spent_untilAllMovesHaveLeftTheWindow() {
        spend();
        scene.down("p").evaluate();
        assertThat(scene.state.notice()).isEqualTo(Notice.BUDGET_SPENT);

        scene.later(WINDOW).evaluate();

        assertThat(scene.state.moves()).isEmpty();
        assertThat(scene.awaits()).isEqualTo("b1");
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
        assertThat(scene.wakesIn()).isEqualTo(Scene.PATIENCE);
    }

    @Test
    void spent_nothingToDo_saysNothing() {
        spend();

        scene.evaluate();

        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void spent_failback_waitsToo() {
        scene.up("b1").down("p").moves();
        scene.later(MINUTE).down("b1").up("b2").moves();

        scene.up("p").evaluate();

        assertThat(scene.effects(Effect.MoveWithheld.class)).hasSize(1);
        assertThat(scene.holds()).isEqualTo("b2");
    }

    @Test
    void spent_givingUp_waitsToo() {
        spend();

        scene.down(Scene.ALL).evaluate();

        assertThat(scene.effects(Effect.Move.class)).isEmpty();
        assertThat(scene.effects(Effect.MoveWithheld.class))
                .containsExactly(new Effect.MoveWithheld(Notice.BUDGET_SPENT));
    }

    @Test
    @DisplayName("what the operator orders is not held back: leaving an endpoint that is forced down")
    void ordered_forcedDown_moves() {
        spend();
        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_DOWN, null));

        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILOVER);
        assertThat(scene.state.moves()).hasSize(3);
    }

    @Test
    void ordered_forcedUp_moves() {
        spend();
        scene.down("p").order(new Command.Force("b1", StandingOrder.Kind.FORCED_UP, null));

        scene.evaluate();

        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("a word on an endpoint that the move is not about frees no other move")
    void ordered_wordOnAnother_isHeldBack() {
        spend();
        scene.down("p").order(new Command.Force("b2", StandingOrder.Kind.FORCED_UP, null));
        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_UP, null));
        scene.order(new Command.Force("p", null, null));

        scene.evaluate();

        assertThat(scene.effects(Effect.MoveWithheld.class)).hasSize(1);
        assertThat(scene.awaits()).isEmpty();
    }

    @Test
    void ordered_failback_moves() {
        scene.up("b1").down("p").moves();
        scene.later(MINUTE).down("b1").up("b2").moves();
        scene.up("p").evaluate();
        scene.order(new Command.FailBack());

        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILBACK);
        assertThat(scene.state.moves()).hasSize(3);
    }

    @Test
    @DisplayName("ordered moves beyond the budget count: it is free again only when enough have left the window")
    void ordered_movesCount() {
        spend();
        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_DOWN, Duration.ofSeconds(1)));
        scene.moves();
        scene.later(Duration.ofSeconds(1)).evaluate();
        assertThat(scene.state.notice()).isEqualTo(Notice.BUDGET_SPENT);

        scene.later(WINDOW.minus(MINUTE.multipliedBy(2)).minusSeconds(1)).evaluate();
        assertThat(scene.state.moves()).hasSize(2);
        assertThat(scene.state.notice()).isEqualTo(Notice.BUDGET_SPENT);
        assertThat(scene.wakesIn()).isEqualTo(MINUTE);

        scene.later(MINUTE).evaluate();
        assertThat(scene.awaits()).isEqualTo("p");
    }
}
