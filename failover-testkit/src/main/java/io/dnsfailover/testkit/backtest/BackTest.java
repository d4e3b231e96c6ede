package io.dnsfailover.testkit.backtest;

import io.dnsfailover.JournalReplay;
import io.dnsfailover.decision.Brake;
import io.dnsfailover.journal.Host;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tries policies on what a journal holds: the real engine runs under the candidate policies in simulated time, while each check is
 * answered with what the journal saw. An operator's orders are given again at their times; reloads are not, because the candidate
 * takes the place of all policies.
 *
 * <pre>{@code
 * List<JournalEntry> entries = JournalReader.read(directory).entries();
 * BackTestReport report = BackTest.of(entries).against(List.of(www.toBuilder().every(Duration.ofSeconds(10)).build()));
 * String table = report.table();
 * }</pre>
 *
 * <p>What a journal can tell is limited:
 *
 * <ul>
 *   <li>A check of the candidate gets the outcome of the last check that the journal has from the same location by then, with its
 *       latency. A candidate that checks more often than was recorded sees the same outcome several times: a single lost packet
 *       then counts more than it would have.
 *   <li>A shorter timeout is obeyed; with a longer one a check that had run into its timeout fails as it did.
 *   <li>An endpoint, or a location, that the journal does not know is never seen to pass. Endpoints are matched by policy and id,
 *       else by target and port.
 *   <li>The control targets are those of the journal.
 *   <li>Publishing takes the candidate as long as it usually took then.
 * </ul>
 */
public final class BackTest {
    private final List<JournalEntry> entries;
    private final History history;
    private final Host host;

    private BackTest(List<JournalEntry> entries, History history, Host host) {
        this.entries = entries;
        this.history = history;
        this.host = host;
    }

    /**
     * A back-test on a journal, with the locations, the brake, the doubt and the control targets that it names last.
     *
     * @param entries the entries in order
     * @return a back-test
     * @throws IllegalArgumentException when there are no observations to test on
     */
    public static BackTest of(List<JournalEntry> entries) {
        List<JournalEntry> copy = List.copyOf(entries);
        History history = copy.isEmpty() ? new History() : History.of(copy);
        if (history.observations == 0 || history.host.locations().isEmpty()) {
            throw new IllegalArgumentException("the journal holds no observations");
        }
        return new BackTest(copy, history, history.host);
    }

    /**
     * The same from other locations.
     *
     * @param others the locations of the candidate
     * @return a back-test
     */
    public BackTest from(List<Location> others) {
        return new BackTest(entries, history, new Host(others, Set.of(), host.brake(), host.doubt(), host.controls()));
    }

    /**
     * The same with other guards.
     *
     * @param brake how many records may move
     * @param doubt when a location is not believed
     * @return a back-test
     */
    public BackTest guardedBy(Brake brake, Doubt doubt) {
        return new BackTest(entries, history, new Host(host.locations(), host.fed(), brake, doubt, host.controls()));
    }

    /**
     * Runs candidate policies.
     *
     * @param policies the candidates, all of them
     * @return what would have happened, beside what did
     * @throws io.dnsfailover.policy.InvalidPolicyException when they cannot run from these locations
     */
    public BackTestReport against(List<FailoverPolicy> policies) {
        List<FailoverPolicy> candidates = List.copyOf(policies);
        List<History.Move> moves = new CandidateRun(history, candidates, host).run();
        Truth truth = new Truth(history);
        long delay = TimeLine.usualDelayNanos(history);
        List<Comparison> comparisons = new ArrayList<>();
        for (FailoverPolicy candidate : candidates) {
            FailoverPolicy recorded = history.policies.getOrDefault(candidate.name(), candidate);
            List<TimeLine> then = TimeLine.happened(history, recorded);
            List<TimeLine> now = List.of(TimeLine.decided(history, candidate, moves, delay));
            comparisons.add(new Comparison(
                    recorded,
                    candidate,
                    new Scoring(history, truth, recorded).of(history.moves, then),
                    new Scoring(history, truth, candidate).of(moves, now),
                    new Comparison.Lines(then.get(0), now.get(0))));
        }
        return new BackTestReport(history, truth, comparisons, moves, JournalReplay.of(entries), remarks(candidates));
    }

    private static boolean asksMore(FailoverPolicy candidate, FailoverPolicy recorded) {
        return candidate.interval().compareTo(recorded.interval()) < 0
                || candidate.confirmAfter().compareTo(recorded.confirmAfter()) < 0
                || candidate.damping().fall() > recorded.damping().fall();
    }

    private List<String> remarks(List<FailoverPolicy> candidates) {
        List<String> remarks = new ArrayList<>();
        for (Location location : host.locations()) {
            if (history.seen.keySet().stream().noneMatch(view -> view.location().equals(location.id()))) {
                remarks.add("location " + location.id() + " is not in the journal: it can tell nothing");
            }
        }
        for (FailoverPolicy candidate : candidates) {
            for (Endpoint endpoint : candidate.endpoints()) {
                if (Recorded.checks(history, candidate, endpoint).isEmpty()) {
                    remarks.add("policy " + candidate.name() + ": endpoint " + endpoint
                            + " is not in the journal: it is never seen to work");
                }
            }
            FailoverPolicy recorded = history.policies.get(candidate.name());
            if (recorded == null) {
                remarks.add("policy " + candidate.name() + " is not in the journal");
            } else if (asksMore(candidate, recorded)) {
                remarks.add("policy " + candidate.name()
                        + " checks more often than was recorded: it sees some outcomes several times");
            }
        }
        history.policies.keySet().stream()
                .filter(name ->
                        candidates.stream().noneMatch(policy -> policy.name().equals(name)))
                .forEach(name -> remarks.add("policy " + name + " of the journal has no candidate and is left out"));
        return remarks;
    }
}
