package io.dnsfailover.decision;

import static io.dnsfailover.model.Outcome.FAIL;
import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.RecordState.Notice;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No endpoint works. */
class AllDownDecisionTest {
    private static final Duration TICK = Duration.ofSeconds(10);

    private static Scene with(AllDown rule) {
        return Scene.of(Scene.policy().whenAllDown(rule));
    }

    @Test
    void keepLast_staysAndSaysSoOnce() {
        Scene scene = with(AllDown.keepLast());
        scene.up("b1", "b2").down("p").moves();

        scene.down("b1", "b2").evaluate();
        assertThat(scene.effects(Effect.MoveWithheld.class)).containsExactly(new Effect.MoveWithheld(Notice.ALL_DOWN));
        assertThat(scene.holds()).isEqualTo("b1");
        assertThat(scene.state.generation()).isEqualTo(2);
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);

        scene.later(TICK).evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.state.notice()).isEqualTo(Notice.ALL_DOWN);
    }

    @Test
    void keepLast_theOneThatItHoldsRecovers_staysWithoutAWord() {
        Scene scene = with(AllDown.keepLast());
        scene.down(Scene.ALL).evaluate();

        scene.up("p").evaluate();

        assertThat(scene.effects(Effect.VerdictChanged.class)).hasSize(1);
        assertThat(scene.last.effects()).hasSize(1);
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
        scene.down("p").evaluate();
        assertThat(scene.effects(Effect.MoveWithheld.class)).hasSize(1);
    }

    @Test
    void keepLast_anotherRecovers_movesThere() {
        Scene scene = with(AllDown.keepLast());
        scene.down(Scene.ALL).evaluate();

        scene.up("b2");

        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILOVER);
        assertThat(scene.holds()).isEqualTo("b2");
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
    }

    @Test
    void primary_returnsToIt() {
        Scene scene = with(AllDown.primary());
        scene.up("b1").down("p", "b2").moves();

        scene.down("b1").evaluate();

        Decision decision = scene.decision();
        assertThat(decision.cause()).isEqualTo(Decision.Cause.ALL_DOWN);
        assertThat(decision.to()).isEqualTo(Holding.of(scene.policy.primary()));
        assertThat(decision.generation()).isEqualTo(3);
        assertThat(scene.state.notice()).isEqualTo(Notice.ALL_DOWN);
        assertThat(scene.effects(Effect.AskCheck.class)).isEmpty();
        assertThat(scene.effects(Effect.MoveWithheld.class)).isEmpty();

        scene.later(TICK).evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.state.generation()).isEqualTo(3);
    }

    @Test
    void primary_heldAlready_stays() {
        Scene scene = with(AllDown.primary());

        scene.down(Scene.ALL).evaluate();

        assertThat(scene.effects(Effect.Move.class)).isEmpty();
        assertThat(scene.effects(Effect.MoveWithheld.class)).hasSize(1);
    }

    @Test
    void primary_backupRecovers_movesThere() {
        Scene scene = with(AllDown.primary());
        scene.up("b1").down("p", "b2").moves();
        scene.down("b1").evaluate();

        scene.up("b2");

        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILOVER);
        assertThat(scene.holds()).isEqualTo("b2");
    }

    @Test
    void all_publishesEveryEndpoint() {
        Scene scene = with(AllDown.all());

        scene.down(Scene.ALL).evaluate();

        Holding everything = new Holding.Everything(
                List.of(Target.parse("192.0.2.1"), Target.parse("192.0.2.2"), Target.parse("192.0.2.3")));
        assertThat(scene.decision().to()).isEqualTo(everything);
        assertThat(scene.decision().cause()).isEqualTo(Decision.Cause.ALL_DOWN);
        scene.later(TICK).evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.state.holding()).isEqualTo(everything);
    }

    @Test
    void all_aBackupRecovers_isAFailoverAfterAFreshCheck() {
        Scene scene = with(AllDown.all());
        scene.down(Scene.ALL).evaluate();

        scene.up("b1").evaluate();
        assertThat(scene.effects(Effect.AskCheck.class)).containsExactly(new Effect.AskCheck("b1", 1));

        scene.answers(PASS, PASS).evaluate();
        assertThat(scene.decision().cause()).isEqualTo(Decision.Cause.FAILOVER);
        assertThat(scene.holds()).isEqualTo("b1");
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
    }

    @Test
    @DisplayName(
            "from what is published when nothing works the primary is returned to at once, whatever the failback mode")
    void all_primaryRecovers_isAFailback() {
        for (Failback mode : List.of(Failback.manual(), Failback.never(), Failback.afterUpFor(Duration.ofHours(1)))) {
            Scene scene = Scene.of(Scene.custom().failback(mode).whenAllDown(AllDown.all()));
            scene.down(Scene.ALL).evaluate();
            assertThat(scene.decision().cause()).isEqualTo(Decision.Cause.ALL_DOWN);

            scene.up("p");

            assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILBACK);
            assertThat(scene.holds()).isEqualTo("p");
        }
    }

    @Test
    void lastResort_isPublishedUnchecked() {
        Scene scene = with(AllDown.lastResort("203.0.113.1"));

        scene.down(Scene.ALL).evaluate();

        assertThat(scene.decision().to()).isEqualTo(new Holding.LastResort(Target.parse("203.0.113.1")));
        scene.later(TICK).evaluate();
        assertThat(scene.last.effects()).isEmpty();

        scene.up("b2", "b1");
        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILOVER);
        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("one endpoint that nobody knows anything of is reason enough not to give up")
    void lastResort_oneUnknown_isNotPublished() {
        Scene scene = with(AllDown.lastResort("203.0.113.1"));

        scene.down("p", "b1").evaluate();
        assertThat(scene.last.effects()).hasSize(2).allMatch(Effect.VerdictChanged.class::isInstance);

        scene.down("b2").evaluate();
        assertThat(scene.effects(Effect.Move.class)).hasSize(1);
    }

    @Test
    @DisplayName("while the endpoint that the record stands on works, failures of all others are no reason to give up")
    void lastResort_activeUndecided_isNotPublished() {
        Scene scene = with(AllDown.lastResort("203.0.113.1"));
        scene.up("p").evaluate();
        scene.sleeps(scene.policy.voteExpiry()).down("b1", "b2").evaluate();

        assertThat(scene.effects(Effect.Move.class)).isEmpty();
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    @DisplayName("when every candidate fails its fresh check, nothing works")
    void lastResort_allCandidatesRejected_isPublished() {
        Scene scene = with(AllDown.lastResort("203.0.113.1"));
        scene.up("b1").down("p", "b2").evaluate();

        scene.answers(FAIL, FAIL).evaluate();

        assertThat(scene.last.effects()).hasSize(2);
        assertThat(scene.decision().cause()).isEqualTo(Decision.Cause.ALL_DOWN);
        scene.evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.wakesIn()).isEqualTo(Scene.INTERVAL);
        scene.up("b1").later(Scene.INTERVAL);
        assertThat(scene.moves().to())
                .isEqualTo(Holding.of(scene.policy.endpoints().get(1)));
    }

    @Test
    void lastResort_recoveryWithAFailedFreshCheck_stays() {
        Scene scene = with(AllDown.lastResort("203.0.113.1"));
        scene.down(Scene.ALL).evaluate();
        scene.up("b1").evaluate();

        scene.answers(FAIL, FAIL).evaluate();

        assertThat(scene.effects(Effect.CandidateRejected.class)).hasSize(1);
        assertThat(scene.effects(Effect.Move.class)).isEmpty();
        assertThat(scene.effects(Effect.MoveWithheld.class)).isEmpty();
        assertThat(scene.state.notice()).isEqualTo(Notice.ALL_DOWN);
    }

    @Test
    void giveUp_whileHeld_isWithheld() {
        Scene scene = with(AllDown.all());
        scene.order(new Command.Hold(null));

        scene.down(Scene.ALL).evaluate();

        assertThat(scene.effects(Effect.MoveWithheld.class)).containsExactly(new Effect.MoveWithheld(Notice.HELD));
        assertThat(scene.holds()).isEqualTo("p");
    }
}
