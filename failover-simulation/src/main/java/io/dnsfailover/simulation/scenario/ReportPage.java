package io.dnsfailover.simulation.scenario;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;

/** {@code docs/report.md}: what the named scenarios come to. The same engine writes the same bytes. */
final class ReportPage {
    static final int SEEDS = 50;

    private static final String HEAD = """
            # Scenario report

            How long it takes until an outage is noticed, until the answer is changed, and until it is changed back: the real engine in
            simulated time, %d seeds for each line, and in each seed another moment of the outage within a round of checks and other
            jitter. Times are *shortest / median / longest* in seconds.

            - *to detect*: from the first moment of the outage to the verdict that the endpoint is down;
            - *to decide*: from there too, to the decision to move, which a fresh check of the backup comes before;
            - *to publish*: from there too, until both name servers hold the new answer; a client that has just asked keeps the old one for a
              TTL more;
            - *to fail back*: from the first moment at which the primary works again, until both name servers point at it again;
            - *moves*: how often the record moved, failbacks included, fewest and most in one run;
            - *writes*: how often a name server was written, by whomever, the first publication included;
            - *false*: moves away from an endpoint that worked, in all runs.

            A primary and two backups, three locations of three failure domains, two name servers that take 250 ms and 100 ms for a read
            or a write, a store that takes 5 ms, endpoints that answer within 5 ms. What is tuned is in the title; everything else is the default.

            Written by a program: `%s`. A test fails when the engine would write something else, so that a change of these figures shows in review.
            """;

    private static final String NOTES = """

            ## What to read from it

            - The longest time to publish stays below what [thresholds.md](thresholds.md) promises for the policy. The shortest is what the damping
              takes where a check comes at once: three failed checks and the pauses between them, seen from a second place.
            - A black hole takes longer than a refusal by three timeouts, which is what three checks of something silent cost.
            - *To fail back* is the dwell of the policy, the rest of a round, four pauses for five passes, and the write.
            - The wall clock has no say: its scenario has the very figures of the black hole.
            - A hold holds: the move comes with its end, and the fresh check of the backup only then.
            - After a restart in mid-failover the decision is known from the store, and the name servers are brought up to date: the ten
              seconds are those in which nothing ran.
            - Two controllers that see the same decide the same, and write no more often than one.
            - Where all locations are cut off, or everything is down, the record stays, also as the network comes back: whichever endpoint is seen
              first then, the one that the record stands on is looked at once more before it is left.
            - A blip that ends before the third failed check moves nothing. The defaults do not wait longer than that: what refuses
              connections for some seconds may be failed over, as each line above shows. A larger `fall` or `confirm-after` waits longer.
            """;

    private ReportPage() {}

    static String text() {
        StringBuilder page = new StringBuilder(HEAD.formatted(SEEDS, Pages.COMMAND));
        page.append("\n## The scenarios\n\n| scenario | what happens |\n| --- | --- |\n");
        for (NamedScenario scenario : NamedScenario.values()) {
            page.append("| %s | %s |\n".formatted(scenario.title(), scenario.sentence()));
        }
        page.append(table("All defaults", Policies.standard()));
        page.append(table("Fast", Policies.fast()));
        return page.append(NOTES).toString();
    }

    private static String table(String title, FailoverPolicy policy) {
        StringBuilder table = new StringBuilder("\n## " + title + "\n\n");
        table.append("Interval %s, timeout %s, confirm after %s, %s, quorum %s, TTL %s, failback %s.\n\n"
                .formatted(
                        DurationText.of(policy.interval()),
                        DurationText.of(policy.timeout()),
                        DurationText.of(policy.confirmAfter()),
                        policy.damping(),
                        policy.quorum(),
                        DurationText.of(policy.ttl().duration()),
                        policy.failback()));
        table.append("| scenario |");
        for (Measure measure : Measure.values()) {
            table.append(' ').append(measure.title()).append(" |");
        }
        table.append(" moves | writes | false |\n")
                .append("| --- ".repeat(Measure.values().length + 4))
                .append("|\n");
        for (NamedScenario scenario : NamedScenario.values()) {
            table.append(line(scenario, Figures.of(scenario, policy, SEEDS)));
        }
        return table.toString();
    }

    private static String line(NamedScenario scenario, Figures figures) {
        StringBuilder line = new StringBuilder("| " + scenario.title() + " |");
        for (Measure measure : Measure.values()) {
            line.append(' ')
                    .append(Seconds.spread(figures.nanos(measure), SEEDS))
                    .append(" |");
        }
        return line.append(" %s | %s | %d |\n"
                        .formatted(range(figures.moves()), range(figures.writes()), figures.falseFailovers()))
                .toString();
    }

    private static String range(List<Long> sorted) {
        long least = sorted.get(0);
        long most = sorted.get(sorted.size() - 1);
        return least == most ? Long.toString(least) : least + " to " + most;
    }
}
