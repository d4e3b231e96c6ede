package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.notify.report.Block.Cell;
import io.dnsfailover.notify.report.Block.Table;
import io.dnsfailover.notify.report.Block.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long each step from the first failed check to the last name server took. Differences are of the monotonic clock. */
final class TimeTable {
    private final List<List<Cell>> rows = new ArrayList<>();
    private final Decision decision;

    private TimeTable(Decision decision) {
        this.decision = decision;
    }

    static List<Block> of(Report report) {
        Decision decision = report.decision();
        if (decision == null) {
            return List.of();
        }
        TimeTable table = new TimeTable(decision);
        table.untilTheDecision(report);
        table.afterTheDecision(report);
        return List.of(Table.of("", List.of("step", "at", "took"), table.rows));
    }

    private void untilTheDecision(Report report) {
        Evidence evidence = decision.evidence();
        Moment began = evidence.troubleBegan();
        Moment from = began;
        String confirmation = began == null ? "confirmation" : "detection and confirmation";
        if (began != null) {
            rows.add(Block.row("first failed check began", Shown.time(began.wall()), ""));
            Observation first = firstFailure(report, began);
            if (first != null) {
                Duration took = first.result().timings().total();
                rows.add(Block.row(
                        "detection: that check failed (" + first.locationId() + ")",
                        Shown.time(began.wall().plus(took)),
                        Span.of(took)));
                from = new Moment(began.nanos() + took.toNanos(), began.wall().plus(took));
                confirmation = "confirmation";
            }
        }
        addStep(confirmation + ": the quorum was reached", from, evidence.confirmed());
        Moment asked = evidence.verificationAsked();
        if (asked != null) {
            addStep("fresh check of the target was asked for", evidence.confirmed(), asked);
            addStep("verification: it passed, and the move was decided", asked, decision.at());
        } else {
            addStep("the move was decided, without a fresh check", evidence.confirmed(), decision.at());
        }
    }

    private void afterTheDecision(Report report) {
        Duration last = null;
        for (FailoverEvent event : report.related()) {
            if (event instanceof FailoverEvent.Published published && published.generation() == decision.generation()) {
                addAfter("publish: " + published.publisher() + " serves it", published.took(), Tone.PLAIN);
                last = longer(last, published.took());
            }
        }
        for (ProofEvent.Seen seen : Proven.seen(report)) {
            if (seen.stand() != ProofEvent.Stand.DOES_NOT_ANSWER) {
                boolean serves = seen.stand() == ProofEvent.Stand.SERVES;
                String said = serves ? " was seen to serve it" : " did not serve it yet";
                addAfter("proof: " + seen.server() + said, seen.took(), serves ? Tone.GOOD : Tone.BAD);
                last = longer(last, seen.took());
            }
        }
        Moment began = decision.evidence().troubleBegan();
        if (began != null) {
            Duration whole = decision.at().since(began).plus(last == null ? Duration.ZERO : last);
            String until = last == null ? "until the decision" : "until the last of these";
            rows.add(Block.row("altogether, " + until, "", Span.of(whole)));
        }
        Instant goneBy = Proven.goneBy(report);
        if (goneBy != null) {
            rows.add(Block.row("the last cached answer before it is gone by", Shown.time(goneBy), ""));
        }
    }

    private void addStep(String what, @Nullable Moment from, Moment to) {
        rows.add(Block.row(what, Shown.time(to.wall()), from == null ? "" : Span.of(to.since(from))));
    }

    private void addAfter(String what, Duration took, Tone tone) {
        Instant at = decision.at().wall().plus(took);
        rows.add(List.of(new Cell(what, tone), Cell.of(Shown.time(at)), Cell.of(Span.of(took))));
    }

    private static Duration longer(@Nullable Duration known, Duration other) {
        return known == null || other.compareTo(known) > 0 ? other : known;
    }

    /** The check that began the trouble, where it is among the observations. */
    private @Nullable Observation firstFailure(Report report, Moment began) {
        if (!(decision.from() instanceof Holding.Single left)) {
            return null;
        }
        Optional<Observation> first = report.observations().stream()
                .filter(seen -> seen.endpointId().equals(left.endpointId()))
                .filter(seen -> seen.result().outcome() == Outcome.FAIL)
                .filter(seen -> seen.at().nanos() == began.nanos())
                .min(Comparator.comparing(Observation::locationId));
        return first.orElse(null);
    }
}
