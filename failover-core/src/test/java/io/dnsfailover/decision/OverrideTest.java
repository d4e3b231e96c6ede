package io.dnsfailover.decision;

import static io.dnsfailover.decision.StandingOrder.Kind.FORCED_DOWN;
import static io.dnsfailover.decision.StandingOrder.Kind.FORCED_UP;
import static io.dnsfailover.decision.StandingOrder.Kind.HELD;
import static io.dnsfailover.model.Outcome.FAIL;
import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.decision.RecordState.Notice;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.quorum.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's word on an endpoint. */
class OverrideTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private final Scene scene = Scene.of(Scene.policy());

    private void force(String endpoint, StandingOrder.Kind kind, Duration duration) {
        scene.order(new Command.Force(endpoint, kind, duration));
    }

    @Test
    @DisplayName("a word stands beside what is measured, and says both")
    void force_saysWhatHoldsAndWhatIsMeasured() {
        scene.up("p").evaluate();

        force("p", FORCED_DOWN, HOUR);

        assertThat(scene.last.effects())
                .containsExactly(
                        new Effect.OverrideChanged("p", "FORCED_DOWN until 2030-01-01T01:00:00Z, measured UP"));
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
        EndpointState known = scene.state.endpoint("p");
        assertThat(known.measured()).isEqualTo(Verdict.UP);
        assertThat(known.override())
                .isEqualTo(new StandingOrder(FORCED_DOWN, scene.nanos + HOUR.toNanos(), scene.wall.plus(HOUR)));
    }

    @Test
    void forcedDown_activeEndpoint_isLeftAfterAFreshCheckOfTheNext() {
        scene.up(Scene.ALL).evaluate();
        force("p", FORCED_DOWN, null);

        scene.evaluate();
        assertThat(scene.effects(Effect.AskCheck.class)).containsExactly(new Effect.AskCheck("b1", 1));
        scene.answers(PASS, PASS).evaluate();

        assertThat(scene.decision().cause()).isEqualTo(Decision.Cause.FAILOVER);
        assertThat(scene.holds()).isEqualTo("b1");
        assertThat(scene.state.endpoint("p").measured()).isEqualTo(Verdict.UP);
        scene.later(Duration.ofSeconds(30)).evaluate();
        assertThat(scene.last.effects()).isEmpty();
    }

    @Test
    void forcedDown_candidate_isSkipped() {
        scene.up(Scene.ALL).evaluate();
        force("b1", FORCED_DOWN, null);

        scene.down("p");

        assertThat(scene.moves().to())
                .isEqualTo(Holding.of(scene.policy.endpoints().get(2)));
    }

    @Test
    void forcedUp_isMovedToWithoutACheckAndWithoutAVote() {
        force("b2", FORCED_UP, null);

        scene.down("p").evaluate();

        Decision decision = scene.decision();
        assertThat(decision.to()).isEqualTo(Holding.of(scene.policy.endpoints().get(2)));
        assertThat(decision.evidence().verification()).isNull();
        assertThat(decision.evidence().verificationAsked()).isNull();
        assertThat(scene.effects(Effect.AskCheck.class)).isEmpty();
    }

    @Test
    @DisplayName("an endpoint that is forced up has no precedence over a more preferred one that works")
    void forcedUp_keepsItsPlaceInTheOrder() {
        scene.up("b1").evaluate();
        force("b2", FORCED_UP, null);

        scene.down("p").evaluate();

        assertThat(scene.awaits()).isEqualTo("b1");
    }

    @Test
    void forcedUp_activeEndpointThatFails_isNotLeft() {
        scene.up(Scene.ALL).evaluate();
        force("p", FORCED_UP, null);

        scene.down("p").evaluate();

        assertThat(scene.awaits()).isEmpty();
        assertThat(scene.state.endpoint("p").measured()).isEqualTo(Verdict.DOWN);
        force("p", null, null);
        assertThat(scene.last.effects())
                .containsExactly(new Effect.OverrideChanged("p", "obeys what is measured, measured DOWN"));
        scene.evaluate();
        assertThat(scene.awaits()).isEqualTo("b1");
    }

    @Test
    @DisplayName("an override ends by itself, exactly when it should, and says what is measured")
    void expiry_exactlyAtTheEnd() {
        scene.up(Scene.ALL).evaluate();
        force("p", FORCED_DOWN, HOUR);
        scene.moves();
        assertThat(scene.wakesIn()).isEqualTo(HOUR);

        scene.later(HOUR.minusNanos(1)).evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofNanos(1));

        scene.sleeps(Duration.ofNanos(1)).evaluate();
        assertThat(scene.last.effects())
                .containsExactly(
                        new Effect.OverrideChanged("p", "FORCED_DOWN is over, measured UP"),
                        new Effect.AskCheck("p", 2));
        assertThat(scene.state.endpoint("p").override()).isNull();
    }

    @Test
    void expiry_ofAnOrderWithoutEnd_neverComes() {
        force("p", FORCED_UP, null);

        scene.sleeps(Duration.ofDays(36_500)).evaluate();

        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.state.endpoint("p").override()).isEqualTo(new StandingOrder(FORCED_UP, Long.MAX_VALUE, null));
    }

    @Test
    void everyEndpointForcedDown_givesUp() {
        Scene last = Scene.of(Scene.policy().whenAllDown(AllDown.lastResort("203.0.113.1")));
        last.up(Scene.ALL).evaluate();
        for (String endpoint : Scene.ALL) {
            last.order(new Command.Force(endpoint, FORCED_DOWN, null));
        }

        last.evaluate();

        assertThat(last.decision().cause()).isEqualTo(Decision.Cause.ALL_DOWN);
    }

    @Test
    void force_ofAnUnknownEndpoint_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> force("nobody", FORCED_UP, null))
                .withMessage("there is no endpoint 'nobody'");
    }

    @Test
    void force_asHeld_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Force("p", HELD, null))
                .withMessage("an endpoint is forced up or down; a hold is for the record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void orders_ofNoLength_areRefused(Duration duration) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Force("p", FORCED_UP, duration))
                .withMessage("an order lasts longer than nothing, not " + duration);
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Hold(duration));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"PT0.000000001S", "P36500D"})
    void orders_ofSomeLength_areAllowed(Duration duration) {
        assertThat(new Command.Force("p", FORCED_UP, duration).duration()).isEqualTo(duration);
        assertThat(new Command.Hold(duration).duration()).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(strings = {"P36500DT0.000000001S", "P106752D", "PT2562047788015215H"})
    @DisplayName("an order that a monotonic clock cannot hold is refused, not over at once")
    void orders_ofMoreThanAHundredYears_areRefused(Duration duration) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Command.Force("p", FORCED_UP, duration))
                .withMessage("an order lasts 100 years at most, or until it is changed, not " + duration);
        assertThatIllegalArgumentException().isThrownBy(() -> new Command.Hold(duration));
    }

    @Test
    void standingOrder_rebased_endsAtTheSameWallClockTime() {
        StandingOrder order = StandingOrder.from(FORCED_UP, HOUR, scene.now());
        scene.wall = scene.wall.plus(Duration.ofMinutes(20));
        scene.nanos = 5;

        assertThat(order.rebased(scene.now()))
                .isEqualTo(
                        new StandingOrder(FORCED_UP, 5 + Duration.ofMinutes(40).toNanos(), order.until()));
        StandingOrder endless = StandingOrder.from(HELD, null, scene.now());
        assertThat(endless.rebased(scene.now())).isSameAs(endless);
    }

    @Test
    @DisplayName("an order that ended while the process was down is over at the first evaluation")
    void standingOrder_rebasedAfterItsEnd_isOver() {
        StandingOrder order = StandingOrder.from(FORCED_DOWN, HOUR, scene.now());
        scene.wall = scene.wall.plus(Duration.ofHours(2));
        scene.state = scene.state.withEndpoint("p", scene.state.endpoint("p").with(order.rebased(scene.now())));

        scene.evaluate();

        assertThat(scene.effects(Effect.OverrideChanged.class))
                .containsExactly(new Effect.OverrideChanged("p", "FORCED_DOWN is over, measured UNDECIDED"));
    }

    @Test
    void standingOrder_words() {
        assertThat(StandingOrder.from(HELD, null, scene.now())).hasToString("HELD");
        assertThat(StandingOrder.from(FORCED_UP, HOUR, scene.now()))
                .hasToString("FORCED_UP until 2030-01-01T01:00:00Z");
    }

    @Test
    @DisplayName("a verdict of an endpoint that is forced is still noted")
    void forced_measuredGoesOn() {
        force("p", FORCED_UP, null);

        scene.down("p").evaluate();

        assertThat(scene.effects(Effect.VerdictChanged.class))
                .extracting(Effect.VerdictChanged::to)
                .containsExactly(Verdict.DOWN);
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
    }

    @Test
    @DisplayName("forced down during its own fresh check: the next is asked")
    void forcedDown_candidateUnderCheck_isDropped() {
        scene.up("b1", "b2").down("p").evaluate();
        force("b1", FORCED_DOWN, null);

        scene.evaluate();

        assertThat(scene.awaits()).isEqualTo("b2");
        assertThat(scene.answers(FAIL, FAIL).evaluate().state().rejected()).containsOnlyKeys("b2");
        assertThat(scene.effects(Effect.MoveWithheld.class))
                .isEqualTo(List.of(new Effect.MoveWithheld(Notice.ALL_DOWN)));
    }
}
