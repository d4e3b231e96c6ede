package io.dnsfailover.simulation.scenario;

import io.dnsfailover.health.Damping;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.quorum.Quorum;
import java.time.Duration;
import java.util.List;

/** {@code docs/thresholds.md}: how many votes it takes, and how long at most. */
final class ThresholdsPage {
    private static final int MOST_DOMAINS = 7;

    private static final List<Quorum> RULES = List.of(
            Quorum.standard(),
            Quorum.atLeast(1),
            Quorum.atLeast(2),
            Quorum.atLeast(3),
            Quorum.majority(),
            Quorum.all());

    private static final String HEAD = """
            # Thresholds

            What the numbers of a policy come to. Written by a program: `%s`. A test fails when the engine would write something else.

            ## Votes needed

            How many failure domains must say that an endpoint is down before it is, and that it is up before a record moves to it, for a
            number of configured failure domains. One that is silent or abstains stays in the count of the configured. *never*: a policy
            that could not decide anything there; it is refused where it would run.

            """;

    private static final String TIMES = """

            ## Longest time to failover

            From the first moment of an outage until every name server holds the new answer, for three locations of which two must agree
            (`standard`). A client that has just asked keeps the old answer for the TTL more: that is the last column.

            *Promised* is `1.05 x interval + fall x failure + (fall - 1) x pause`, and what comes after the verdict: a fresh check of a backup
            that answers in 5 ms, a store that takes 5 ms, and the slower of two name servers, 250 ms. *Failure* is the time that a failed
            check takes: 5 ms where the endpoint refuses, the timeout where it is silent; *pause* is `confirm-after`. It does not depend on
            the number of locations: each sees its first failure at its own next round at the latest, and the more there are, the sooner
            one of them makes the others look. A backup that answers slowly adds what it takes, and if a check of it is under way, the
            rest of that one: each its timeout at most.

            *Seen* is the longest of %d runs of the engine, in each of which the outage began at the worst moment of %d rounds of checks: just
            after a check of one location, when the next of any location was farthest away.

            """;

    private ThresholdsPage() {}

    /** The policies of the second table. */
    static List<FailoverPolicy> policies() {
        return List.of(
                Policies.standard(),
                policy(30, 5_000, 1_000, 1, 60),
                policy(30, 5_000, 1_000, 5, 60),
                policy(60, 10_000, 1_000, 3, 300),
                policy(10, 2_000, 500, 3, 30),
                Policies.fast(),
                policy(1, 500, 100, 3, 5));
    }

    static String text() {
        StringBuilder page = new StringBuilder(HEAD.formatted(Pages.COMMAND));
        votes(page);
        page.append(TIMES.formatted(WorstCase.SEEDS, WorstCase.ROUNDS));
        times(page);
        return page.toString();
    }

    private static void votes(StringBuilder page) {
        page.append("| rule |");
        for (int domains = 1; domains <= MOST_DOMAINS; domains++) {
            page.append(domains == 1 ? " 1 domain |" : " " + domains + " |");
        }
        page.append("\n").append("| --- ".repeat(MOST_DOMAINS + 1)).append("|\n");
        for (Quorum rule : RULES) {
            page.append("| ").append(rule).append(" |");
            for (int domains = 1; domains <= MOST_DOMAINS; domains++) {
                int needed = rule.votesNeeded(domains);
                page.append(' ').append(needed > domains ? "never" : needed).append(" |");
            }
            page.append('\n');
        }
    }

    private static void times(StringBuilder page) {
        page.append(
                "| interval | timeout | confirm after | fall | refused: promised | seen | silent: promised | seen | TTL |"
                        + " last client, promised |\n");
        page.append("| --- ".repeat(10)).append("|\n");
        for (FailoverPolicy policy : policies()) {
            WorstCase refusing = WorstCase.refusing(policy);
            WorstCase silent = WorstCase.silent(policy);
            page.append("| %s | %s | %s | %d | %s s | %s s | %s s | %s s | %s | %s s |\n"
                    .formatted(
                            DurationText.of(policy.interval()),
                            DurationText.of(policy.timeout()),
                            DurationText.of(policy.confirmAfter()),
                            policy.damping().fall(),
                            Seconds.of(refusing.promisedNanos()),
                            Seconds.of(refusing.seenNanos()),
                            Seconds.of(silent.promisedNanos()),
                            Seconds.of(silent.seenNanos()),
                            DurationText.of(policy.ttl().duration()),
                            Seconds.of(silent.promisedNanos()
                                    + policy.ttl().duration().toNanos())));
        }
    }

    private static FailoverPolicy policy(int intervalSeconds, int timeoutMillis, int pauseMillis, int fall, int ttl) {
        FailoverPolicyBuilder builder = Policies.builder();
        return builder.every(Duration.ofSeconds(intervalSeconds))
                .timeout(Duration.ofMillis(timeoutMillis))
                .confirmAfter(Duration.ofMillis(pauseMillis))
                .damping(Damping.fall(fall))
                .ttl(Duration.ofSeconds(ttl))
                .build();
    }
}
