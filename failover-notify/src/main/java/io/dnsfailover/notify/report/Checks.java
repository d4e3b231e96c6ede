package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.notify.report.Block.Figure;
import io.dnsfailover.notify.timeline.Mark;
import io.dnsfailover.notify.timeline.TimelinePicture;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One time line for each endpoint: what each location saw around the event. */
final class Checks {
    private Checks() {}

    static List<Block> of(Report report) {
        Set<String> endpoints = new LinkedHashSet<>();
        report.observations().forEach(seen -> endpoints.add(seen.endpointId()));
        List<Mark> marks = marks(report);
        List<Block> figures = new ArrayList<>();
        for (String endpoint : endpoints) {
            List<Observation> seen = report.observations().stream()
                    .filter(each -> each.endpointId().equals(endpoint))
                    .toList();
            String id = "timeline-" + (figures.size() + 1);
            figures.add(new Figure(id, TimelinePicture.of("Checks of " + endpoint, seen, marks)));
        }
        return figures;
    }

    private static List<Mark> marks(Report report) {
        List<Mark> marks = new ArrayList<>();
        Decision decision = report.decision();
        if (decision == null) {
            marks.add(new Mark("this event", report.event().header().at()));
            return marks;
        }
        Evidence evidence = decision.evidence();
        if (evidence.troubleBegan() != null) {
            marks.add(new Mark("first failed check began", evidence.troubleBegan()));
        }
        marks.add(new Mark("confirmed by the quorum", evidence.confirmed()));
        if (evidence.verificationAsked() != null) {
            marks.add(new Mark("fresh check asked for", evidence.verificationAsked()));
        }
        marks.add(new Mark("decided", decision.at()));
        for (FailoverEvent event : report.related()) {
            if (event instanceof FailoverEvent.Published published && published.generation() == decision.generation()) {
                Moment at = decision.at();
                marks.add(new Mark(
                        published.publisher() + " serves it",
                        new Moment(
                                at.nanos() + published.took().toNanos(),
                                at.wall().plus(published.took()))));
            }
        }
        return marks;
    }
}
