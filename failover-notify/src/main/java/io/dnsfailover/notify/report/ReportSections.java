package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Rejection;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.report.Block.Cell;
import io.dnsfailover.notify.report.Block.Figure;
import io.dnsfailover.notify.report.Block.Table;
import io.dnsfailover.notify.report.Block.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Puts the sections of a report in the order in which somebody who was woken up needs them. */
final class ReportSections {
    private static final Set<Class<? extends FailoverEvent>> TOLD = Set.of(
            FailoverEvent.CandidateRejected.class, FailoverEvent.Published.class, FailoverEvent.PublishFailed.class);

    private ReportSections() {}

    static List<Section> of(Report report, boolean withTimeline) {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("What happened", Story.of(report)));
        add(sections, "What happens next", Next.of(report));
        add(sections, "How to undo it", Undo.of(report));
        add(sections, "How long it took", TimeTable.of(report));
        add(sections, "What each location saw", Votes.of(report));
        if (withTimeline) {
            add(sections, "The checks around it", Checks.of(report));
        }
        add(sections, "What was rejected, and why", rejections(report));
        add(sections, "What the name servers say", Servers.of(report));
        add(sections, "What else happened", others(report));
        add(sections, "The paths to the endpoint", PathSection.of(report));
        Picture map = report.map();
        if (map != null) {
            sections.add(new Section("The paths on the map", List.of(new Figure("map", map))));
        }
        return sections;
    }

    private static void add(List<Section> sections, String heading, List<Block> blocks) {
        if (!blocks.isEmpty()) {
            sections.add(new Section(heading, blocks));
        }
    }

    /** The related events that no other section tells of. */
    private static List<Block> others(Report report) {
        ProofEvent proof = Proven.of(report);
        List<List<Cell>> rows = report.related().stream()
                .filter(event -> !TOLD.contains(event.getClass()) && !event.equals(proof))
                .map(event -> Block.row(
                        Shown.time(event.header().at().wall()),
                        event.describe(),
                        event.header().id()))
                .toList();
        return rows.isEmpty() ? List.of() : List.of(Table.of("", List.of("at", "what", "event"), rows));
    }

    private static List<Block> rejections(Report report) {
        Set<Rejection> rejections = new LinkedHashSet<>();
        Decision decision = report.decision();
        if (decision != null) {
            rejections.addAll(decision.evidence().rejected());
        }
        for (FailoverEvent event : report.related()) {
            if (event instanceof FailoverEvent.CandidateRejected rejected) {
                rejections.add(new Rejection(rejected.endpointId(), rejected.why()));
            }
        }
        List<List<Cell>> rows = rejections.stream()
                .map(each -> Block.row(each.endpointId(), each.why()))
                .toList();
        if (rows.isEmpty()) {
            return decision == null
                    ? List.of()
                    : List.of(new Words("No endpoint that comes before the chosen one was passed over."));
        }
        return List.of(Table.of("", List.of("endpoint", "why it was not chosen"), rows));
    }
}
