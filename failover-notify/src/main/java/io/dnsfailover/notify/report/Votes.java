package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Timings;
import io.dnsfailover.notify.report.Block.Cell;
import io.dnsfailover.notify.report.Block.Table;
import io.dnsfailover.notify.report.Block.Tone;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Vote;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each location's vote with its raw result, endpoint by endpoint: the one that was left first, then the chosen one. */
final class Votes {
    private static final List<String> HEAD =
            List.of("location", "thinks", "vote", "last check", "age", "timings", "it said");

    private Votes() {}

    static List<Block> of(Report report) {
        Decision decision = report.decision();
        if (decision != null) {
            return ofDecision(decision);
        }
        if (report.event() instanceof FailoverEvent.VerdictReached reached) {
            List<List<Cell>> rows = new ArrayList<>();
            reached.ballot().votes().forEach((domain, vote) -> rows.add(List.of(Cell.of(domain), cell(vote))));
            return List.of(Table.of("Votes on " + reached.endpointId(), List.of("failure domain", "votes"), rows));
        }
        return List.of();
    }

    private static List<Block> ofDecision(Decision decision) {
        Set<String> endpoints = new LinkedHashSet<>();
        addSingle(endpoints, decision.from());
        addSingle(endpoints, decision.to());
        endpoints.addAll(decision.evidence().sightings().keySet());
        List<Block> tables = new ArrayList<>();
        for (String endpoint : endpoints) {
            List<LocationHealth> views = decision.evidence().sightings().getOrDefault(endpoint, List.of());
            Ballot ballot = decision.evidence().ballots().get(endpoint);
            if (!views.isEmpty()) {
                String counted = ballot == null ? "" : ": " + ballot;
                tables.add(Table.of(
                        endpoint + counted,
                        HEAD,
                        views.stream().map(view -> row(view, ballot, decision)).toList()));
            }
        }
        return tables;
    }

    private static void addSingle(Set<String> endpoints, Holding holding) {
        if (holding instanceof Holding.Single single) {
            endpoints.add(single.endpointId());
        }
    }

    private static List<Cell> row(LocationHealth view, @Nullable Ballot ballot, Decision decision) {
        String domain = view.location().failureDomain();
        Vote vote = ballot == null ? null : ballot.votes().get(domain);
        Cell votes = vote == null ? Cell.of("") : cell(vote);
        String id = view.location().id();
        String shown = id.equals(domain) ? id : id + " (" + domain + ")";
        boolean doubted = decision.evidence().doubted().contains(view.location());
        String state = view.health().state().name();
        Cell thinks = doubted ? new Cell(state + ", in doubt", Tone.WARN) : Cell.of(state);
        Observation latest = view.latest();
        if (latest == null) {
            return List.of(
                    Cell.of(shown), thinks, votes, Cell.of("no check yet"), Cell.of(""), Cell.of(""), Cell.of(""));
        }
        ProbeResult result = latest.result();
        String status = result.status() == 0 ? "" : " " + result.status();
        return List.of(
                Cell.of(shown),
                thinks,
                votes,
                new Cell(result.outcome() + " " + result.reason() + status, tone(result)),
                Cell.of(Span.of(decision.at().since(latest.at()))),
                Cell.of(timings(result.timings())),
                Cell.of(result.detail().isEmpty() ? "" : Shown.quoted(result.detail())));
    }

    private static Cell cell(Vote vote) {
        return new Cell(
                vote.name(),
                switch (vote) {
                    case UP -> Tone.GOOD;
                    case DOWN -> Tone.BAD;
                    case ABSTAINED, SILENT -> Tone.WARN;
                });
    }

    private static Tone tone(ProbeResult result) {
        return switch (result.outcome()) {
            case PASS -> Tone.GOOD;
            case FAIL -> Tone.BAD;
            case INCONCLUSIVE -> Tone.WARN;
        };
    }

    private static String timings(Timings timings) {
        List<String> phases = new ArrayList<>();
        add(phases, "lookup", timings.lookup());
        add(phases, "connect", timings.connect());
        add(phases, "TLS", timings.tls());
        add(phases, "first byte", timings.firstByte());
        add(phases, "total", timings.total());
        return String.join(", ", phases);
    }

    private static void add(List<String> phases, String name, @Nullable Duration took) {
        if (took != null) {
            phases.add(name + " " + Span.of(took));
        }
    }
}
