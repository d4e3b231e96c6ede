package io.dnsfailover.testkit.backtest;

import io.dnsfailover.JournalReplay;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The report as text. */
final class ReportText {
    private static final int MAX_MOVES = 50;
    private static final String ROW = "  %-44s %16s %16s%n".replace("%n", "\n");

    private final History history;
    private final StringBuilder out = new StringBuilder();

    private ReportText(History history) {
        this.history = history;
    }

    static String of(
            History history,
            List<Comparison> comparisons,
            List<History.Move> moves,
            JournalReplay replay,
            List<String> remarks) {
        ReportText text = new ReportText(history);
        text.head(replay);
        for (Comparison comparison : comparisons) {
            text.policy(comparison);
            text.moves(comparison.candidate().name(), moves);
        }
        if (!remarks.isEmpty()) {
            text.out.append("\nTo be borne in mind:\n");
            remarks.forEach(remark -> text.out.append("  ").append(remark).append('\n'));
        }
        return text.out.toString();
    }

    private void head(JournalReplay replay) {
        out.append("Journal from ").append(seconds(0)).append(" to ").append(seconds(history.end));
        out.append(" (").append(text(Duration.ofNanos(history.end))).append("): ");
        out.append(history.observations).append(" observations from ");
        out.append(history.host.locations().size()).append(" locations\n");
        int decisions = replay.recorded().size();
        out.append("Replayed under its own policies: ").append(decisions).append(" decisions, ");
        out.append(replay.isSame() ? "the same byte for byte" : "NOT THE SAME: this engine decides otherwise");
        if (replay.leftOut() > 0) {
            out.append("; ").append(replay.leftOut()).append(" more have no beginning in the journal");
        }
        out.append('\n');
        replay.firstDifference().forEach(line -> out.append("  ").append(line).append('\n'));
    }

    private void policy(Comparison comparison) {
        FailoverPolicy policy = comparison.candidate();
        Score then = comparison.happened();
        Score now = comparison.would();
        out.append('\n');
        row(policy.name() + " (" + policy.record() + ")", "happened", "candidate");
        row("failovers", then.failovers(), now.failovers());
        row("  of these false", then.falseFailovers(), now.falseFailovers());
        row("failbacks", then.failbacks(), now.failbacks());
        row("given up, because no endpoint worked", then.gaveUp(), now.gaveUp());
        row("moves by an operator's order", then.ordered(), now.ordered());
        row("detection delay, mean", detection(then, then.meanDetection()), detection(now, now.meanDetection()));
        row(
                "detection delay, longest",
                detection(then, then.longestDetection()),
                detection(now, now.longestDetection()));
        row("unavailable to the average client", text(then.unavailable()), text(now.unavailable()));
        row("  without a break, to the unluckiest client", text(then.longest()), text(now.longest()));
    }

    private void moves(String policy, List<History.Move> candidate) {
        record Told(long nanos, String who, JournalEntry.Decided what) {}
        List<Told> told = new ArrayList<>();
        Stream.of(history.moves, candidate)
                .forEach(side -> side.stream()
                        .filter(move -> move.decided().policy().equals(policy))
                        .forEach(move -> told.add(new Told(
                                move.nanos(), side == history.moves ? "happened" : "candidate", move.decided()))));
        told.sort(Comparator.comparingLong(Told::nanos));
        out.append('\n');
        told.stream()
                .limit(MAX_MOVES)
                .forEach(move -> out.append("  ")
                        .append(seconds(move.nanos()))
                        .append(String.format(
                                Locale.ROOT,
                                "  %-9s  %-8s  ",
                                move.who(),
                                move.what().cause()))
                        .append(move.what().from())
                        .append(" -> ")
                        .append(move.what().to())
                        .append('\n'));
        if (told.size() > MAX_MOVES) {
            out.append("  ... and ").append(told.size() - MAX_MOVES).append(" moves more\n");
        }
        if (told.isEmpty()) {
            out.append("  no moves\n");
        }
    }

    private void row(String what, Object then, Object now) {
        out.append(String.format(Locale.ROOT, ROW, what, then, now));
    }

    private static String detection(Score score, Duration shown) {
        return score.detections().isEmpty() ? "-" : text(shown);
    }

    private String seconds(long nanos) {
        return history.wall(nanos).truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Such as {@code 12.3 s} or {@code 2 h 05 min}. */
    static String text(Duration duration) {
        long minutes = duration.toMinutes();
        if (minutes < 5) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        return minutes < 60
                ? String.format(Locale.ROOT, "%d min %02d s", minutes, duration.toSecondsPart())
                : String.format(Locale.ROOT, "%d h %02d min", duration.toHours(), duration.toMinutesPart());
    }
}
