package io.dnsfailover.simulation.scenario;

import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.testkit.EndpointScript;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The longest time from an outage to the new answer under a policy: as its settings promise it, and as the engine needs it when the
 * outage begins at the worst moment. Three locations, two of which must agree; the backup answers at once.
 */
final class WorstCase {
    /** A location checks again after the interval and up to a twentieth more. */
    private static final double LONGEST_ROUND = 1.05;

    private static final Duration LATENCY = Duration.ofMillis(5);
    static final int SEEDS = 10;
    static final int ROUNDS = 200;

    private final FailoverPolicy policy;
    private final boolean silent;

    private WorstCase(FailoverPolicy policy, boolean silent) {
        this.policy = policy;
        this.silent = silent;
    }

    /** An endpoint that refuses every check at once. */
    static WorstCase refusing(FailoverPolicy policy) {
        return new WorstCase(policy, false);
    }

    /** An endpoint that answers nothing, so that each check takes its timeout. */
    static WorstCase silent(FailoverPolicy policy) {
        return new WorstCase(policy, true);
    }

    /**
     * What the settings promise. Each location sees its first failure at its next round at the latest, and goes on until it has seen
     * {@code fall} failures with the pause between them; that a failure makes the other locations look too can only be faster. The fresh
     * check of the backup, the store and the slowest name server come after.
     */
    long promisedNanos() {
        long interval = policy.interval().toNanos();
        long failure = (silent ? policy.timeout() : LATENCY).toNanos();
        long pause = policy.confirmAfter().toNanos();
        long nextRound = (long) (interval * LONGEST_ROUND);
        long fall = policy.damping().fall() * failure + (policy.damping().fall() - 1) * pause;
        return nextRound + fall + freshAndPublishNanos();
    }

    private static long freshAndPublishNanos() {
        Duration slowest = Stage.SERVER_DELAYS.stream().max(Duration::compareTo).orElse(Duration.ZERO);
        return LATENCY.multipliedBy(2).plus(Stage.STORE_DELAY).plus(slowest).toNanos();
    }

    /** The longest time over many runs, in each of which the outage begins right after a check that no other follows for long. */
    long seenNanos() {
        long longest = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            longest = Math.max(longest, seenNanos(seed));
        }
        return longest;
    }

    private long seenNanos(long seed) {
        long begin = worstMomentNanos(seed);
        Consumer<EndpointScript> how = silent ? EndpointScript::goesSilent : EndpointScript::goesDown;
        try (Stage stage = new Stage(policy, seed)) {
            stage.advanceTo(begin);
            stage.breaks(policy.primary().id(), how);
            stage.rounds(5);
            stage.advance(Duration.ofNanos(promisedNanos()));
            List<Long> published = Figures.of(stage).nanos(Measure.PUBLISH);
            if (published.size() != 1) {
                throw new IllegalStateException("seed " + seed + ": no failover of " + policy);
            }
            return published.get(0);
        }
    }

    /** Runs without an outage, and finds the longest pause between two checks of the primary, wherever they come from. */
    private long worstMomentNanos(long seed) {
        try (Stage stage = new Stage(policy, seed)) {
            stage.rounds(3); // the first rounds are spread on purpose
            long last = stage.nowNanos();
            long longest = -1;
            long worst = last;
            for (int round = 0; round < ROUNDS * Stage.LOCATIONS.size(); round++) {
                stage.untilChecked(policy.primary().id());
                if (stage.nowNanos() - last > longest) {
                    longest = stage.nowNanos() - last;
                    worst = last;
                }
                last = stage.nowNanos();
            }
            return worst + LATENCY.toNanos() + 1;
        }
    }
}
