package io.dnsfailover.decision;

import static io.dnsfailover.model.Outcome.FAIL;
import static io.dnsfailover.model.Outcome.INCONCLUSIVE;
import static io.dnsfailover.model.Outcome.PASS;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Location;
import io.dnsfailover.policy.Failback;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a record must be looked at again although nothing new is seen. The single causes are tested where they belong. */
class WakeUpTest {
    @Test
    @DisplayName("of several causes the earliest counts")
    void wakeAt_earliestOfAll() {
        Scene scene = Scene.of(Scene.custom().failback(Failback.afterUpFor(Duration.ofSeconds(50))));
        scene.up("b2").down("p", "b1").moves();
        scene.up("p").evaluate();
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofSeconds(50));

        scene.order(new Command.Hold(Duration.ofSeconds(40)));
        scene.evaluate();
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofSeconds(40));

        scene.order(new Command.Force("b1", StandingOrder.Kind.FORCED_UP, Duration.ofSeconds(30)));
        scene.evaluate();
        assertThat(scene.wakesIn()).isEqualTo(Duration.ofSeconds(30));

        scene.order(new Command.Force("b1", StandingOrder.Kind.FORCED_UP, Duration.ofSeconds(60)));
        scene.order(new Command.Release());
        scene.order(new Command.Force("b2", StandingOrder.Kind.FORCED_DOWN, Duration.ofSeconds(45)));
        scene.order(new Command.Force("b1", null, null));
        scene.evaluate();
        assertThat(scene.awaits()).isEqualTo("p");
        assertThat(scene.wakesIn()).isEqualTo(Scene.PATIENCE);
    }

    @Test
    void wakeAt_rejection_isWhenItIsOver() {
        Scene scene = Scene.of(Scene.policy());
        scene.up("b1", "b2").down("p").evaluate();
        scene.sleeps(Duration.ofSeconds(2)).answers(FAIL, FAIL).evaluate();
        scene.sleeps(Duration.ofSeconds(3)).answers(FAIL, FAIL).evaluate();

        assertThat(scene.wakesIn()).isEqualTo(Scene.INTERVAL.minusSeconds(3));
    }

    /** Two locations of one site that contradict each other, and one elsewhere that says down. */
    private static Scene contradiction() {
        Scene scene = new Scene(
                Scene.policy().build(),
                List.of(new Location("a1", "a"), new Location("a2", "a"), new Location("b1", "b")));
        scene.up("b1", "b2").sees(1, "p", PASS, 0);
        scene.sleeps(Duration.ofSeconds(20)).up("b1", "b2");
        for (int location : new int[] {0, 0, 2, 2}) {
            scene.sees(location, "p", FAIL, 0);
        }
        scene.evaluate();
        assertThat(scene.awaits()).isEmpty();
        return scene;
    }

    @Test
    @DisplayName(
            "where a contradiction ends by the expiry of a vote, the record is looked at then: nothing new will be seen")
    void wakeAt_contradictionWithinADomain_isWhenTheFirstVoteExpires() {
        Scene scene = contradiction();
        Duration expiry = scene.policy.voteExpiry();

        assertThat(scene.wakesIn()).isEqualTo(expiry.minusSeconds(20));

        scene.sleeps(scene.wakesIn()).evaluate();
        assertThat(scene.awaits()).isEqualTo("b1");
    }

    @Test
    @DisplayName("an inconclusive check of the one that contradicts does not put its expiry off")
    void wakeAt_contradictionWithInconclusiveChecks_isByTheConclusiveOne() {
        Scene scene = contradiction();
        scene.sleeps(Duration.ofSeconds(10)).sees(1, "p", INCONCLUSIVE, 0).evaluate();

        assertThat(scene.wakesIn()).isEqualTo(scene.policy.voteExpiry().minusSeconds(30));
    }

    @Test
    @DisplayName("a location that could never tell anything has no vote that could expire")
    void wakeAt_onlyInconclusiveChecks_isNever() {
        Scene scene = Scene.of(Scene.policy());

        scene.sees(0, "p", INCONCLUSIVE, 0).evaluate();

        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("a vote that has expired wakes nobody, not even in the moment in which it does")
    void wakeAt_expiredVoteOfOneThatStillLooks_isNever() {
        Scene scene = Scene.of(Scene.policy());
        Duration expiry = scene.policy.voteExpiry();
        scene.sees(0, "p", PASS, 0).sleeps(expiry.minusSeconds(1)).sees(0, "p", INCONCLUSIVE, 0);

        scene.sleeps(Duration.ofSeconds(1)).evaluate();
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);

        scene.sleeps(Duration.ofSeconds(1)).evaluate();
        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("votes that agree need no waking: their expiry decides nothing")
    void wakeAt_votesThatAgree_isNever() {
        Scene scene = new Scene(
                Scene.policy().build(),
                List.of(new Location("a1", "a"), new Location("a2", "a"), new Location("b1", "b")));

        scene.up(Scene.ALL).evaluate();

        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    @DisplayName("domains that contradict each other are no contradiction within one")
    void wakeAt_domainsThatDisagree_isNever() {
        Scene scene = Scene.of(Scene.policy());

        scene.up(Scene.ALL).sees(0, "p", FAIL, 0).sees(0, "p", FAIL, 0).evaluate();

        assertThat(scene.last.wakeAtNanos()).isEqualTo(Long.MAX_VALUE);
    }
}
