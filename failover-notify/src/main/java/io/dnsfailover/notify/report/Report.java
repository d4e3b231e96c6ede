package io.dnsfailover.notify.report;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Observation;
import io.dnsfailover.notify.internal.Moves;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.trace.TracedPath;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one event: what happened and when, who voted how and why, what was rejected, what the name servers say, where the paths
 * broke, what happens next and how to undo it. Immutable; the same facts make the same report. It stands with the
 * event alone, and says more with each thing more that it is given.
 */
public final class Report {
    private final ReportBuilder facts;
    private final @Nullable Picture map;

    Report(ReportBuilder facts, @Nullable Picture map) {
        this.facts = facts;
        this.map = map;
    }

    /**
     * Starts a report.
     *
     * @param event what it tells of
     * @return a builder
     */
    public static ReportBuilder of(FailoverEvent event) {
        return new ReportBuilder(event);
    }

    /**
     * What it tells of.
     *
     * @return the event
     */
    public FailoverEvent event() {
        return facts.event;
    }

    /**
     * The story in one line.
     *
     * @return see {@link Subject#of}
     */
    public String subject() {
        return Subject.of(event());
    }

    /**
     * The report as plain text.
     *
     * @return lines of printable ASCII, each ended by a line feed
     */
    public String text() {
        return TextWriter.write(subject(), sections(false));
    }

    List<Section> sections(boolean withTimeline) {
        return ReportSections.of(this, withTimeline);
    }

    @Nullable
    Decision decision() {
        return Moves.decisionOf(event());
    }

    @Nullable
    FailoverPolicy policy() {
        return facts.policy;
    }

    List<FailoverEvent> related() {
        return facts.related;
    }

    List<Observation> observations() {
        return facts.observations;
    }

    OperatorCommands commands() {
        return facts.commands == null ? OperatorCommands.ofTheLibrary() : facts.commands;
    }

    @Nullable
    Endpoint tracedEndpoint() {
        return facts.tracedEndpoint;
    }

    List<TracedPath> paths() {
        return facts.paths;
    }

    @Nullable
    Picture map() {
        return map;
    }
}
