package io.dnsfailover.decision;

import static io.dnsfailover.model.Outcome.FAIL;
import static io.dnsfailover.model.Outcome.INCONCLUSIVE;
import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.RecordState.Notice;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The fresh check of the endpoint that a record is about to move to. Two of three domains must pass. */
class VerificationTest {
    private final Scene scene = Scene.of(Scene.policy());

    @BeforeEach
    void primaryFails() {
        scene.up("b1", "b2").down("p").evaluate();
        assertThat(scene.awaits()).isEqualTo("b1");
    }

    @Test
    void answers_asManyAsTheQuorumNeeds_verify() {
        scene.answers(PASS).evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.holds()).isEqualTo("p");

        scene.answers(PASS, PASS).evaluate();
        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("every answer of three locations, in every combination, is judged by a plain count")
    void answers_everyCombination() {
        Outcome[] choices = {PASS, FAIL, INCONCLUSIVE, null};
        RecordState asked = scene.state;
        for (Outcome a : choices) {
            for (Outcome b : choices) {
                for (Outcome c : choices) {
                    Scene one = Scene.of(Scene.policy());
                    one.up("b1", "b2").down("p");
                    one.state = asked;
                    Outcome[] cast = {a, b, c};
                    int passes = 0;
                    int silent = 0;
                    for (int i = 0; i < 3; i++) {
                        if (cast[i] == null) {
                            silent++;
                            continue;
                        }
                        one.sees(i, "b1", cast[i], 1);
                        passes += cast[i] == PASS ? 1 : 0;
                    }
                    one.evaluate();

                    String expected = passes >= 2 ? "moved" : passes + silent >= 2 ? "waits" : "rejected";
                    assertThat(outcome(one)).as("%s %s %s", a, b, c).isEqualTo(expected);
                }
            }
        }
    }

    private static String outcome(Scene scene) {
        if (scene.holds().equals("b1")) {
            return "moved";
        }
        return scene.awaits().equals("b1") ? "waits" : "rejected";
    }

    @Test
    @DisplayName("an observation with a lower ask never verifies, however good it is")
    void answers_ofALowerAsk_areNotCounted() {
        scene.sees(0, "b1", PASS, 0)
                .sees(1, "b1", PASS, 0)
                .sees(2, "b1", PASS, 0)
                .evaluate();

        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.awaits()).isEqualTo("b1");
    }

    @Test
    void answers_twoLocationsOfOneDomain_verifyAsOne() {
        Scene sites = new Scene(
                Scene.policy().build(),
                List.of(new Location("a1", "a"), new Location("a2", "a"), new Location("b1", "b")));
        sites.up("b1", "b2").down("p").evaluate();

        sites.answers(PASS, PASS).evaluate();
        assertThat(sites.holds()).isEqualTo("p");

        sites.answers(PASS, PASS, PASS).evaluate();
        assertThat(sites.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("a domain that contradicts itself does not verify, and cannot any more")
    void answers_contradictionInADomain_rejects() {
        Scene sites = new Scene(
                Scene.policy().build(),
                List.of(new Location("a1", "a"), new Location("a2", "a"), new Location("b1", "b")));
        sites.up("b1", "b2").down("p").evaluate();

        sites.answers(PASS, FAIL, PASS).evaluate();

        assertThat(sites.awaits()).isEqualTo("b2");
    }

    @Test
    @DisplayName("who fails its fresh check is not moved to: the next in order is asked at once")
    void rejected_theNextIsAskedInTheSameStep() {
        scene.answers(FAIL, FAIL).evaluate();

        assertThat(scene.last.effects()).hasSize(2);
        Effect.CandidateRejected rejected =
                scene.effects(Effect.CandidateRejected.class).get(0);
        assertThat(rejected.endpointId()).isEqualTo("b1");
        assertThat(rejected.ballot()).hasToString("2 of 3 down (l1 DOWN, l2 DOWN, l3 SILENT)");
        assertThat(rejected.why()).isEqualTo("failed its fresh check: " + rejected.ballot());
        assertThat(scene.last.effects().get(1)).isEqualTo(new Effect.AskCheck("b2", 2));
        assertThat(scene.state.rejected()).isEqualTo(Map.of("b1", scene.nanos + Scene.INTERVAL.toNanos()));
        assertThat(scene.holds()).isEqualTo("p");

        scene.answers(PASS, PASS).evaluate();
        assertThat(scene.holds()).isEqualTo("b2");
    }

    @Test
    @DisplayName("who failed its fresh check is not returned to in the next moment, but after an interval")
    void rejected_afterTheMoveToAnother_staysRejected() {
        scene.answers(FAIL, FAIL).evaluate();
        scene.answers(PASS, PASS).evaluate();
        assertThat(scene.holds()).isEqualTo("b2");

        scene.up("b1").evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.wakesIn()).isEqualTo(Scene.INTERVAL);

        scene.later(Scene.INTERVAL).evaluate();
        assertThat(scene.awaits()).isEqualTo("b1");
    }

    @Test
    @DisplayName("who failed its fresh check is moved to all the same when an operator forces it up")
    void rejected_thenForcedUp_isMovedTo() {
        scene.answers(FAIL, FAIL).evaluate();

        scene.order(new Command.Force("b1", StandingOrder.Kind.FORCED_UP, null));
        scene.evaluate();

        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    void noAnswer_untilTheDeadline_waits() {
        scene.sleeps(Scene.PATIENCE.minusNanos(1)).evaluate();

        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.awaits()).isEqualTo("b1");
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void noAnswer_atTheDeadline_isRejected() {
        scene.answers(PASS).sleeps(Scene.PATIENCE).evaluate();

        assertThat(scene.effects(Effect.CandidateRejected.class))
                .extracting(e -> e.ballot().toString())
                .containsExactly("1 of 3 up (l1 UP, l2 SILENT, l3 SILENT)");
        assertThat(scene.awaits()).isEqualTo("b2");
    }

    @Test
    @DisplayName("an answer that arrives in the very step of the deadline counts")
    void answers_atTheDeadline_verify() {
        scene.sleeps(Scene.PATIENCE).answers(PASS, PASS).evaluate();

        assertThat(scene.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName(
            "all candidates rejected: the record stays and says that nothing works, then tries again after an interval")
    void rejected_all_isTriedAgainAfterAnInterval() {
        scene.answers(FAIL, FAIL).evaluate();
        scene.answers(FAIL, FAIL).evaluate();

        assertThat(scene.effects(Effect.CandidateRejected.class)).hasSize(1);
        assertThat(scene.effects(Effect.MoveWithheld.class)).containsExactly(new Effect.MoveWithheld(Notice.ALL_DOWN));
        assertThat(scene.awaits()).isEmpty();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.wakesIn()).isEqualTo(Scene.INTERVAL);

        scene.up("b1", "b2").sleeps(Scene.INTERVAL.minusNanos(1)).evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofNanos(1));

        scene.sleeps(Duration.ofNanos(1)).evaluate();
        assertThat(scene.effects(Effect.AskCheck.class))
                .containsExactly(new Effect.AskCheck("b1", 3), new Effect.AskCheck("p", 3));
        assertThat(scene.state.rejected()).isEmpty();

        scene.allSee("p", FAIL, 3).answers(PASS, PASS).evaluate();
        assertThat(scene.holds()).isEqualTo("b1");
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
    }

    @Test
    @DisplayName("a candidate that is down by the quorum before it answers is dropped for the next without a word")
    void candidateGoesDown_theNextIsAsked() {
        scene.down("b1").evaluate();

        assertThat(scene.effects(Effect.CandidateRejected.class)).isEmpty();
        assertThat(scene.effects(Effect.AskCheck.class)).containsExactly(new Effect.AskCheck("b2", 2));
        assertThat(scene.state.rejected()).isEmpty();
    }

    @Test
    @DisplayName("a more preferred endpoint that comes up meanwhile is asked instead")
    void betterCandidateComesUp_isAskedInstead() {
        Scene other = Scene.of(Scene.policy());
        other.up("b2").down("p").evaluate();
        assertThat(other.awaits()).isEqualTo("b2");

        other.up("b1").evaluate();
        assertThat(other.awaits()).isEqualTo("b1");

        other.sees(0, "b2", PASS, 1).sees(1, "b2", PASS, 1).evaluate();
        assertThat(other.holds()).isEqualTo("p");
        other.answers(PASS, PASS).evaluate();
        assertThat(other.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("the deadline leaves time for a check under way, a pause and the check that was asked for")
    void deadline_isTwoTimeoutsAndAPause() {
        assertThat(Duration.ofNanos(scene.state.verification().deadlineNanos() - scene.nanos))
                .isEqualTo(scene.policy.timeout().multipliedBy(2).plus(scene.policy.confirmAfter()))
                .isEqualTo(Scene.PATIENCE);
    }
}
