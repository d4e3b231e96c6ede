package io.dnsfailover.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.quorum.Quorum;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Long random lives of a record. A failing one is replayed by its policy and seed, which the name of the test shows. */
class RandomWalkTest {
    private static final int STEPS = 10_000;

    static Stream<Arguments> walks() {
        List<Failback> failbacks = List.of(
                Failback.automatic(), Failback.afterUpFor(Duration.ofSeconds(20)), Failback.manual(), Failback.never());
        List<AllDown> rules =
                List.of(AllDown.keepLast(), AllDown.primary(), AllDown.all(), AllDown.lastResort("203.0.113.1"));
        List<Quorum> quorums = List.of(Quorum.atLeast(1), Quorum.atLeast(2), Quorum.majority(), Quorum.all());
        List<Arguments> walks = new ArrayList<>();
        for (int i = 0; i < failbacks.size(); i++) {
            for (int j = 0; j < rules.size(); j++) {
                MoveBudget budget = new MoveBudget(1 + 2 * (j % 2), Duration.ofSeconds(40));
                walks.add(arguments(
                        policy(failbacks.get(i), rules.get(j), quorums.get((i + j) % 4), budget), 100 * i + j));
            }
        }
        return walks.stream();
    }

    private static FailoverPolicy policy(Failback failback, AllDown rule, Quorum quorum, MoveBudget budget) {
        return Scene.custom().build().toBuilder()
                .damping(RandomWalk.damping())
                .failback(failback)
                .whenAllDown(rule)
                .quorum(quorum)
                .moves(budget)
                .build();
    }

    @ParameterizedTest(name = "{0} seed {1}")
    @MethodSource("walks")
    @DisplayName("every rule holds after every step of a random life")
    void walk_everyStep_keepsTheRules(FailoverPolicy policy, int seed) {
        RandomWalk walk = new RandomWalk(policy, seed, true);

        walk.run(STEPS);

        assertThat(List.of(walk.moves, walk.asks, walk.withheld, walk.overrides))
                .as("moves, asks, withheld moves and ended orders of a walk that went somewhere")
                .allMatch(count -> count > 10);
        boolean oneVoteIsEnough = policy.quorum().equals(Quorum.atLeast(1));
        assertThat(walk.rejections).isGreaterThanOrEqualTo(oneVoteIsEnough ? 0 : 3);
    }

    @Test
    @DisplayName("steps of the wall clock, years forth and back, have no influence on what a record holds")
    void walk_wallClockSteps_changeNothing() {
        FailoverPolicy policy = policy(
                Failback.afterUpFor(Duration.ofSeconds(20)),
                AllDown.all(),
                Quorum.atLeast(2),
                new MoveBudget(3, Duration.ofSeconds(40)));

        List<String> steady = new RandomWalk(policy, 4711, false).run(STEPS);
        List<String> jumping = new RandomWalk(policy, 4711, true).run(STEPS);

        assertThat(jumping).isEqualTo(steady);
        assertThat(steady.stream().distinct().count()).isGreaterThan(20);
    }
}
