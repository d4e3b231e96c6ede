package io.dnsfailover.decision;

import static io.dnsfailover.model.Outcome.FAIL;
import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.MoveBudget;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Returning to a more preferred endpoint. */
class FailbackDecisionTest {
    private static final Duration DWELL = Duration.ofMinutes(5);

    /** A record on b2, with p and b1 down. */
    private static Scene away(Failback mode) {
        Scene scene = Scene.of(Scene.custom().failback(mode).moves(new MoveBudget(100, Duration.ofMinutes(1))));
        scene.up("b2").down("p", "b1").moves();
        assertThat(scene.holds()).isEqualTo("b2");
        return scene;
    }

    @Test
    void automatic_returnsAsSoonAsItIsVerified() {
        Scene scene = away(Failback.automatic());

        scene.up("p").evaluate();
        assertThat(scene.effects(Effect.AskCheck.class)).containsExactly(new Effect.AskCheck("p", 2));
        scene.answers(PASS, PASS).evaluate();

        Decision decision = scene.decision();
        assertThat(decision.cause()).isEqualTo(Decision.Cause.FAILBACK);
        assertThat(decision.generation()).isEqualTo(3);
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    void automatic_toABetterBackup_isAFailbackToo() {
        Scene scene = away(Failback.automatic());

        scene.up("b1");

        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILBACK);
        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    void automatic_bothUp_returnsToTheMostPreferred() {
        Scene scene = away(Failback.automatic());

        scene.up("b1", "p").moves();

        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    @DisplayName("a less preferred endpoint is never returned to while the present one works")
    void automatic_onTheFirst_looksNoFurther() {
        Scene scene = Scene.of(Scene.policy());
        scene.up(Scene.ALL).evaluate();

        scene.later(Duration.ofMinutes(1)).evaluate();

        assertThat(scene.last.effects()).isEmpty();
    }

    @Test
    void automatic_freshCheckFails_staysAndTriesAgainAfterAnInterval() {
        Scene scene = away(Failback.automatic());
        scene.up("p").evaluate();

        scene.answers(FAIL, FAIL).evaluate();
        assertThat(scene.effects(Effect.CandidateRejected.class)).hasSize(1);
        assertThat(scene.effects(Effect.MoveWithheld.class)).isEmpty();
        assertThat(scene.holds()).isEqualTo("b2");
        assertThat(scene.wakesIn()).isEqualTo(Scene.INTERVAL);

        scene.up("p").later(Scene.INTERVAL);
        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILBACK);
    }

    @Test
    @DisplayName("an UNDECIDED present endpoint is not left, but a better one that is up is returned to")
    void automatic_presentUndecided_stillReturns() {
        Scene scene = away(Failback.automatic());
        scene.sleeps(scene.policy.voteExpiry()).evaluate();

        scene.up("p");

        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILBACK);
    }

    @Test
    void afterUpFor_returnsExactlyWhenTheDwellIsOver() {
        Scene scene = away(Failback.afterUpFor(DWELL));
        scene.up("p").evaluate();
        assertThat(scene.awaits()).isEmpty();
        assertThat(scene.wakesIn()).isEqualTo(DWELL);

        scene.later(DWELL.minusNanos(1)).evaluate();
        assertThat(scene.awaits()).isEmpty();
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofNanos(1));

        scene.sleeps(Duration.ofNanos(1)).evaluate();
        assertThat(scene.awaits()).isEqualTo("p");
        assertThat(scene.wakesIn()).isEqualTo(Scene.PATIENCE);
        scene.answers(PASS, PASS).evaluate();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("a fall during the dwell starts it anew")
    void afterUpFor_downInBetween_startsAnew() {
        Scene scene = away(Failback.afterUpFor(DWELL));
        scene.up("p").evaluate();
        scene.later(DWELL.minusSeconds(1)).evaluate();
        scene.down("p").evaluate();
        scene.up("p").evaluate();

        assertThat(scene.wakesIn()).isEqualTo(DWELL);
        scene.later(Duration.ofSeconds(1)).evaluate();
        assertThat(scene.awaits()).isEmpty();
        scene.later(DWELL.minusSeconds(1)).evaluate();
        assertThat(scene.awaits()).isEqualTo("p");
    }

    @Test
    @DisplayName("a dwell that is over returns nothing while the endpoint is UNDECIDED")
    void afterUpFor_undecidedAtTheEnd_waits() {
        Scene scene = away(Failback.afterUpFor(DWELL));
        scene.up("p").evaluate();

        scene.sleeps(DWELL).evaluate();
        assertThat(scene.last.effects()).isEmpty();

        scene.up("p").evaluate();
        assertThat(scene.awaits()).isEqualTo("p");
    }

    @Test
    @DisplayName("the first whose dwell is over is returned to, though a better one is still in its own")
    void afterUpFor_dwellsEndApart_returnsInSteps() {
        Scene scene = away(Failback.afterUpFor(DWELL));
        scene.up("b1").evaluate();
        scene.later(Duration.ofMinutes(1)).up("p").evaluate();
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofMinutes(4));

        scene.later(Duration.ofMinutes(4));
        assertThat(scene.moves().to())
                .isEqualTo(Holding.of(scene.policy.endpoints().get(1)));
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofMinutes(1));

        scene.later(Duration.ofMinutes(1));
        assertThat(scene.moves().to()).isEqualTo(Holding.of(scene.policy.primary()));
    }

    @Test
    @DisplayName("an endpoint that is forced up need not dwell")
    void afterUpFor_forcedUp_returnsAtOnce() {
        Scene scene = away(Failback.afterUpFor(DWELL));

        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_UP, null));
        scene.evaluate();

        assertThat(scene.decision().cause()).isEqualTo(Decision.Cause.FAILBACK);
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    @DisplayName("the dwell is for those that are preferred to the present one only")
    void afterUpFor_lessPreferredEndpoints_wakeNobody() {
        Scene scene = Scene.of(Scene.custom().failback(Failback.afterUpFor(DWELL)));

        scene.up(Scene.ALL).evaluate();

        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void manualAndNever_stayWithoutAnOrder() {
        for (Failback mode : List.of(Failback.manual(), Failback.never())) {
            Scene scene = away(mode);

            scene.up("p", "b1").evaluate();
            scene.later(Duration.ofDays(1)).evaluate();

            assertThat(scene.awaits()).isEmpty();
            assertThat(scene.holds()).isEqualTo("b2");
            assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
        }
    }

    @Test
    void order_returnsInEveryMode() {
        for (Failback mode :
                List.of(Failback.manual(), Failback.never(), Failback.afterUpFor(DWELL), Failback.automatic())) {
            Scene scene = away(mode);
            scene.up("b1").evaluate();
            scene.order(new Command.FailBack());
            assertThat(scene.last.effects()).containsExactly(new Effect.OverrideChanged("*", "failback ordered"));
            assertThat(scene.state.failbackOrdered()).isTrue();

            assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILBACK);
            assertThat(scene.holds()).isEqualTo("b1");
            assertThat(scene.state.failbackOrdered()).isFalse();
        }
    }

    @Test
    @DisplayName("an order is for one return: the next needs another")
    void order_isSpentByTheReturn() {
        Scene scene = away(Failback.manual());
        scene.up("b1").evaluate();
        scene.order(new Command.FailBack());
        scene.moves();

        scene.up("p").evaluate();

        assertThat(scene.awaits()).isEmpty();
        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("an order whose fresh check fails is spent: the record does not return hours later by itself")
    void order_freshCheckFails_isSpent() {
        Scene scene = away(Failback.manual());
        scene.up("p").evaluate();
        scene.order(new Command.FailBack());
        scene.evaluate();

        scene.answers(FAIL, FAIL).evaluate();
        assertThat(scene.state.failbackOrdered()).isFalse();

        scene.up("p").later(Duration.ofHours(1)).evaluate();
        assertThat(scene.awaits()).isEmpty();
    }

    @Test
    void order_nothingBetterIsUp_isRefused() {
        Scene scene = away(Failback.manual());

        assertThatIllegalStateException()
                .isThrownBy(() -> scene.order(new Command.FailBack()))
                .withMessage("policy 'www': no endpoint that is preferred to b2 192.0.2.3 is up");

        scene.up("p").evaluate();
        scene.order(new Command.FailBack());
        scene.moves();
        scene.up("b1", "b2").evaluate();
        assertThatIllegalStateException().isThrownBy(() -> scene.order(new Command.FailBack()));
    }

    @Test
    void order_betterIsForcedDown_isRefused() {
        Scene scene = away(Failback.manual());
        scene.up("p").evaluate();
        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_DOWN, null));

        assertThatIllegalStateException().isThrownBy(() -> scene.order(new Command.FailBack()));
    }

    @Test
    @DisplayName("never returns while the present one works; when that fails, the most preferred that works is next")
    void never_presentFails_movesToTheMostPreferred() {
        Scene scene = away(Failback.never());
        scene.up("p", "b1").evaluate();

        scene.down("b2");

        assertThat(scene.moves().to()).isEqualTo(Holding.of(scene.policy.primary()));
    }

    @Test
    void afterUpFor_presentFails_needsNoDwell() {
        Scene scene = away(Failback.afterUpFor(DWELL));
        scene.up("p").evaluate();

        scene.down("b2");

        assertThat(scene.moves().to()).isEqualTo(Holding.of(scene.policy.primary()));
    }

    @Test
    @DisplayName(
            "an order to return that cannot be followed is over, and moves nothing when the endpoint is up again later")
    void order_preferredGoesDownBeforeItIsVerified_isDropped() {
        Scene scene = away(Failback.manual());
        scene.up("p").evaluate();
        scene.order(new Command.FailBack());
        scene.evaluate();

        scene.down("p").evaluate();
        assertThat(scene.effects(Effect.OverrideChanged.class))
                .containsExactly(new Effect.OverrideChanged("*", "the failback is off: nothing preferred is up"));
        scene.up("p").evaluate();

        assertThat(scene.state.failbackOrdered()).isFalse();
        assertThat(scene.state.verification()).isNull();
        assertThat(scene.holds()).isEqualTo("b2");
    }

    @Test
    @DisplayName("a check that was asked for to return does not verify a failover: the outage was not confirmed then")
    void presentEndpointFails_duringTheFreshCheckOfAFailback_isAskedAnew() {
        Scene scene = away(Failback.automatic());
        scene.up("p").evaluate();
        assertThat(scene.state.verification()).isNotNull();

        scene.answers(PASS).down("b2").evaluate();

        assertThat(scene.effects(Effect.AskCheck.class)).containsExactly(new Effect.AskCheck("p", 3));
        assertThat(scene.holds()).isEqualTo("b2");
        assertThat(scene.allAnswer(PASS).evaluate().state().holding().toString())
                .startsWith("p ");
    }
}
