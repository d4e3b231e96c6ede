package io.dnsfailover.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.decision.RecordState.Notice;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.policy.AllDown;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The brake on big moves: the rule, and a record whose host withholds the move. */
class BrakeTest {
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Scene scene = Scene.of(Scene.policy().whenAllDown(AllDown.lastResort("203.0.113.1")));

    private Step braked() {
        scene.last = Decider.evaluate(scene.state, scene.sightings(), scene.policy, scene.now(), Permission.BRAKED);
        scene.state = scene.last.state();
        return scene.last;
    }

    @ParameterizedTest(name = "{0} percent, at least {1}, of {2} records: {3}")
    @CsvSource({
        "50, 20, 0, 20",
        "50, 20, 3, 20",
        "50, 20, 41, 20",
        "50, 20, 42, 21",
        "50, 20, 43, 21",
        "1, 1, 100, 1",
        "1, 1, 200, 2",
        "100, 1, 7, 7",
        "33, 1, 100000, 33000",
        "50, 1, 2000000000, 1000000000"
    })
    void allowance_isTheShareRoundedDownOrTheMinimum(int share, int minimum, int records, int allowance) {
        assertThat(new Brake(share, minimum, WINDOW).allowance(records)).isEqualTo(allowance);
    }

    @Test
    void ranges_areChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Brake(0, 20, WINDOW))
                .withMessage("a brake has a share of 1 to 100 percent, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Brake(101, 20, WINDOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Brake(50, 0, WINDOW))
                .withMessage("a brake has a minimum of 1 to 1000000 records, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Brake(50, 1_000_001, WINDOW));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Brake(50, 20, Duration.ofMillis(999)))
                .withMessage("a brake has a window of 1s to 7 days, not 999ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Brake(50, 20, Duration.ofDays(7).plusNanos(1)));
        assertThat(new Brake(1, 1_000_000, Duration.ofSeconds(1))).hasToString("1 percent, at least 1000000, per 1s");
        assertThat(new Brake(100, 1, Duration.ofDays(7)).window()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    @DisplayName("a braked record stays, asks nobody, and says so once")
    void braked_staysAndSaysSoOnce() {
        scene.up("b1", "b2").down("p");

        braked();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.effects(Effect.MoveWithheld.class)).containsExactly(new Effect.MoveWithheld(Notice.BRAKED));
        assertThat(scene.effects(Effect.AskCheck.class)).isEmpty();
        assertThat(scene.state.notice()).isEqualTo(Notice.BRAKED);
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);

        braked();
        assertThat(scene.last.effects()).isEmpty();
    }

    @Test
    @DisplayName("a record that the brake stops between its ask and the answer does not move on the answer")
    void braked_whileItAwaitsTheFreshCheck_stays() {
        scene.up("b1", "b2").down("p").evaluate();
        assertThat(scene.awaits()).isEqualTo("b1");

        scene.allAnswer(Outcome.PASS);
        braked();

        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.awaits()).isEmpty();
    }

    @Test
    @DisplayName("when the brake lets go the record moves, on a check that is asked for anew")
    void freeAgain_movesOnANewCheck() {
        scene.up("b1", "b2").down("p");
        braked();

        scene.evaluate();
        assertThat(scene.awaits()).isEqualTo("b1");
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
        scene.moves();

        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("a record that no longer wants to move is not braked")
    void recovered_isNotBraked() {
        scene.up("b1", "b2").down("p");
        braked();

        scene.up("p");
        braked();

        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
    }

    @Test
    @DisplayName("giving up is a move too")
    void givingUp_isBraked() {
        scene.down("p", "b1", "b2");
        braked();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.state.notice()).isEqualTo(Notice.BRAKED);

        scene.evaluate();
        assertThat(scene.holds())
                .isEqualTo(new Holding.LastResort(((AllDown.LastResort) scene.policy.allDown()).target()).toString());
    }

    @Test
    @DisplayName("a return is a move too")
    void failback_isBraked() {
        scene.up("b1", "b2").down("p").moves();

        scene.up("p");
        braked();

        assertThat(scene.holds()).isEqualTo("b1");
        assertThat(scene.state.notice()).isEqualTo(Notice.BRAKED);
    }

    @Test
    @DisplayName("what an operator orders is not withheld")
    void ordered_moves() {
        scene.up("p", "b1", "b2").evaluate();
        scene.order(new Command.Force("p", StandingOrder.Kind.FORCED_DOWN, null));

        braked();
        assertThat(scene.awaits()).isEqualTo("b1");
        scene.allAnswer(Outcome.PASS);
        braked();

        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("the spent budget and the hold are said first: they are the record's own")
    void heldAndBraked_saysHeld() {
        scene.up("b1", "b2").down("p");
        scene.order(new Command.Hold(null));

        braked();

        assertThat(scene.state.notice()).isEqualTo(Notice.HELD);
    }
}
