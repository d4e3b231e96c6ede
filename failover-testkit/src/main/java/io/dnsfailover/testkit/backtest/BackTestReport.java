package io.dnsfailover.testkit.backtest;

import io.dnsfailover.JournalReplay;
import java.util.List;
import java.util.Optional;

/** The result of a back-test: what happened beside what would have, for each candidate policy. Immutable. */
public final class BackTestReport {
    private final History history;
    private final Truth truth;
    private final List<Comparison> comparisons;
    private final List<History.Move> moves;
    private final JournalReplay replay;
    private final List<String> remarks;

    BackTestReport(
            History history,
            Truth truth,
            List<Comparison> comparisons,
            List<History.Move> moves,
            JournalReplay replay,
            List<String> remarks) {
        this.history = history;
        this.truth = truth;
        this.comparisons = List.copyOf(comparisons);
        this.moves = List.copyOf(moves);
        this.replay = replay;
        this.remarks = List.copyOf(remarks);
    }

    /**
     * What became of a record.
     *
     * @param policy the name of its policy
     * @return the score of what happened; empty when there is no candidate of this name
     */
    public Optional<Score> happened(String policy) {
        return comparison(policy).map(Comparison::happened);
    }

    /**
     * What would have become of a record.
     *
     * @param policy the name of its policy
     * @return the score of the candidate; empty when there is none of this name
     */
    public Optional<Score> candidate(String policy) {
        return comparison(policy).map(Comparison::would);
    }

    private Optional<Comparison> comparison(String policy) {
        return comparisons.stream()
                .filter(comparison -> comparison.candidate().name().equals(policy))
                .findFirst();
    }

    /**
     * The journal, replayed under its own policies: tells whether this engine decides as the one did that wrote it.
     *
     * @return the decisions, then and now
     */
    public JournalReplay replay() {
        return replay;
    }

    /**
     * What limits the comparison: endpoints and locations that the journal does not know, for example.
     *
     * @return one line each
     */
    public List<String> remarks() {
        return remarks;
    }

    /**
     * The report for people to read.
     *
     * @return lines of printable text, at most 100 characters wide but for long names
     */
    public String table() {
        return ReportText.of(history, comparisons, moves, replay, remarks);
    }

    /**
     * The report as a picture: the truth of every endpoint, and below it what was answered and what would have been.
     *
     * @return an SVG document, 1000 units wide
     */
    public String svg() {
        return ReportSvg.of(history, truth, comparisons, moves);
    }
}
