package io.dnsfailover.decision;

import static io.dnsfailover.model.Outcome.FAIL;
import static io.dnsfailover.model.Outcome.INCONCLUSIVE;
import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dnsfailover.decision.RecordState.Notice;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Target;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.quorum.Verdict;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Leaving an endpoint that failed. */
class FailoverDecisionTest {
    private final Scene scene = Scene.of(Scene.policy());

    @Test
    void evaluate_nothingSeen_doesNothing() {
        RecordState before = scene.state;

        Step step = scene.evaluate();

        assertThat(step).isEqualTo(new Step(before, List.of(), Long.MAX_VALUE));
    }

    @Test
    void evaluate_everythingUp_staysAndNotesTheVerdicts() {
        scene.up(Scene.ALL).evaluate();

        assertThat(scene.effects(Effect.VerdictChanged.class))
                .extracting(Effect.VerdictChanged::endpointId, Effect.VerdictChanged::from, Effect.VerdictChanged::to)
                .containsExactly(
                        tuple("b1", Verdict.UNDECIDED, Verdict.UP),
                        tuple("b2", Verdict.UNDECIDED, Verdict.UP),
                        tuple("p", Verdict.UNDECIDED, Verdict.UP));
        assertThat(scene.effects(Effect.VerdictChanged.class).get(2).ballot())
                .hasToString("3 of 3 up (l1 UP, l2 UP, l3 UP)");
        assertThat(scene.last.effects()).hasSize(3);
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);

        scene.evaluate();
        assertThat(scene.last.effects()).isEmpty();
    }

    @Test
    @DisplayName("a failed primary is left for the first backup, after a fresh check that was asked for now")
    void evaluate_primaryDown_asksThenMoves() {
        scene.up(Scene.ALL).evaluate();
        scene.later(Duration.ofSeconds(5)).down("p").evaluate();

        assertThat(scene.effects(Effect.AskCheck.class)).containsExactly(new Effect.AskCheck("b1", 1));
        assertThat(scene.effects(Effect.Move.class)).isEmpty();
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.state.verification())
                .isEqualTo(new Verification("b1", true, 1, scene.now(), scene.nanos + Scene.PATIENCE.toNanos()));
        assertThat(scene.wakesIn()).isEqualTo(Scene.PATIENCE);

        scene.answers(PASS, PASS).evaluate();

        Decision decision = scene.decision();
        assertThat(decision.cause()).isEqualTo(Decision.Cause.FAILOVER);
        assertThat(decision.generation()).isEqualTo(2);
        assertThat(decision.from()).isEqualTo(Holding.of(scene.policy.primary()));
        assertThat(decision.to()).isEqualTo(Holding.of(scene.policy.endpoints().get(1)));
        assertThat(decision.at()).isEqualTo(scene.now());
        assertThat(scene.state.generation()).isEqualTo(2);
        assertThat(scene.holds()).isEqualTo("b1");
        assertThat(scene.state.verification()).isNull();
        assertThat(scene.state.moves()).containsExactly(scene.nanos);
        assertThat(scene.last.effects()).hasSize(1);
    }

    @Test
    void evaluate_whileAFreshCheckIsAwaited_asksNoSecondTime() {
        scene.up("b1", "b2").down("p").evaluate();

        scene.sleeps(Duration.ofSeconds(1)).evaluate();

        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.state.lastAsk()).isEqualTo(1);
        assertThat(scene.awaits()).isEqualTo("b1");
    }

    @Test
    @DisplayName("one failure domain is no quorum: the record does not even ask")
    void evaluate_oneDomainSaysDown_isNotBelieved() {
        scene.up("p", "b1", "b2").sees(0, "p", FAIL, 0).sees(0, "p", FAIL, 0).evaluate();

        assertThat(scene.effects(Effect.AskCheck.class)).isEmpty();
        assertThat(scene.state.endpoint("p").measured()).isEqualTo(Verdict.UP);
    }

    @Test
    @DisplayName("two locations of one failure domain are one vote")
    void evaluate_oneDomainWithTwoLocationsSaysDown_isNotBelieved() {
        Scene oneSite = new Scene(
                Scene.policy().build(),
                List.of(new Location("a1", "a"), new Location("a2", "a"), new Location("b1", "b")));
        oneSite.up("b1", "b2");
        for (int location : new int[] {0, 0, 1, 1}) {
            oneSite.sees(location, "p", FAIL, 0);
        }

        oneSite.evaluate();

        assertThat(oneSite.state.endpoint("p").measured()).isEqualTo(Verdict.UNDECIDED);
        assertThat(oneSite.awaits()).isEmpty();
        assertThat(oneSite.sees(2, "p", FAIL, 0)
                        .sees(2, "p", FAIL, 0)
                        .evaluate()
                        .effects())
                .contains(new Effect.AskCheck("b1", 1));
    }

    @Test
    @DisplayName("an endpoint that nobody knows anything of is never moved to")
    void evaluate_backupUnknown_isSkipped() {
        scene.up("b2").down("p").evaluate();

        assertThat(scene.awaits()).isEqualTo("b2");
        assertThat(scene.moves().evidence().rejected())
                .extracting(Rejection::endpointId)
                .containsExactly("p", "b1");
    }

    @Test
    @DisplayName("with only unknown backups the record stays, and does not give up either")
    void evaluate_allBackupsUnknown_stays() {
        scene.down("p").evaluate();

        assertThat(scene.effects(Effect.AskCheck.class)).isEmpty();
        assertThat(scene.effects(Effect.MoveWithheld.class)).isEmpty();
        assertThat(scene.state.notice()).isEqualTo(Notice.NONE);
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    void evaluate_firstBackupDown_movesToTheSecond() {
        scene.up("b2").down("p", "b1");

        assertThat(scene.moves().to())
                .isEqualTo(Holding.of(scene.policy.endpoints().get(2)));
    }

    @Test
    @DisplayName("a backup that fails is left for the next, or for a primary that works by then")
    void evaluate_backupFails_movesOn() {
        scene.up("b1", "b2").down("p").moves();

        scene.down("b1");
        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILOVER);
        assertThat(scene.holds()).isEqualTo("b2");

        scene.down("b2").up("p");
        assertThat(scene.moves().cause()).isEqualTo(Decision.Cause.FAILBACK);
        assertThat(scene.holds()).isEqualTo("p");
        assertThat(scene.state.generation()).isEqualTo(4);
    }

    @Test
    @DisplayName("a primary that recovers during the fresh check ends it")
    void evaluate_primaryRecoversMeanwhile_stays() {
        scene.up("b1").down("p").evaluate();

        scene.up("p").evaluate();

        assertThat(scene.awaits()).isEmpty();
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
        scene.sees(0, "b1", PASS, 1).sees(1, "b1", PASS, 1).evaluate();
        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    @DisplayName("a fresh check of an outage before the present one verifies nothing")
    void evaluate_secondOutage_asksAnew() {
        scene.up("b1").down("p").evaluate();
        scene.answers(PASS).up("p").evaluate();

        scene.down("p").evaluate();

        assertThat(scene.effects(Effect.AskCheck.class)).containsExactly(new Effect.AskCheck("b1", 2));
        scene.sees(0, "b1", PASS, 1).sees(1, "b1", PASS, 1).evaluate();
        assertThat(scene.effects(Effect.Move.class)).isEmpty();
    }

    @Test
    void evaluate_activeUndecided_changesNothing() {
        scene.up(Scene.ALL).evaluate();

        scene.sleeps(Duration.ofHours(1)).evaluate();

        assertThat(scene.last.effects()).isEmpty();
        assertThat(scene.state.endpoint("p").measured()).isEqualTo(Verdict.UP);
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    @DisplayName("votes expire: an outage that was seen too long ago moves nothing")
    void evaluate_staleDownVotes_moveNothing() {
        Duration expiry = scene.policy.voteExpiry();
        scene.up("b1").down("p");
        RecordState before = scene.state;

        assertThat(expiry).isEqualTo(Duration.ofSeconds(65));
        scene.sleeps(expiry).up("b1").evaluate();
        assertThat(scene.awaits()).isEmpty();

        scene.state = before;
        scene.sleeps(Duration.ofNanos(-1)).evaluate();
        assertThat(scene.awaits()).isEqualTo("b1");
    }

    @Test
    @DisplayName("an endpoint that was up too long ago is no candidate")
    void evaluate_staleUpVotes_areNoCandidates() {
        scene.up("b1").sleeps(scene.policy.voteExpiry()).up("b2").down("p").evaluate();

        assertThat(scene.state.endpoint("b1").measured()).isEqualTo(Verdict.UNDECIDED);
        assertThat(scene.awaits()).isEqualTo("b2");
    }

    @Test
    @DisplayName("quorum all: one silent domain blocks every change")
    void evaluate_quorumAll_silenceBlocks() {
        Scene strict = new Scene(
                Scene.policy().build().toBuilder().quorum(Quorum.all()).build());
        strict.up("b1").down("p").evaluate();
        assertThat(strict.awaits()).isEqualTo("b1");

        strict.answers(PASS, PASS).evaluate();
        assertThat(strict.holds()).isEqualTo("p");
        strict.answers(PASS, PASS, PASS).evaluate();
        assertThat(strict.holds()).isEqualTo("b1");
    }

    @Test
    @DisplayName("an inconclusive check of the active endpoint is no evidence against it")
    void evaluate_ownTrouble_movesNothing() {
        scene.up(Scene.ALL).evaluate();
        for (int round = 0; round < 10; round++) {
            scene.sleeps(Duration.ofSeconds(30));
            for (int location = 0; location < 3; location++) {
                scene.sees(location, "p", INCONCLUSIVE, 0);
            }
            scene.evaluate();
            assertThat(scene.last.effects()).isEmpty();
        }
        assertThat(scene.holds()).isEqualTo("p");
    }

    @Test
    void evaluate_holdingOfADroppedEndpoint_movesToTheFirstThatWorks() {
        scene.state = RecordState.initial(
                scene.policy, new Holding.Single("gone", Target.parse("192.0.2.99")), 7, scene.now());
        scene.up("b1").evaluate();
        Decision toBackup = scene.moves();
        assertThat(toBackup.cause()).isEqualTo(Decision.Cause.FAILOVER);
        assertThat(toBackup.generation()).isEqualTo(8);
        assertThat(scene.holds()).isEqualTo("b1");
    }
}
