package io.dnsfailover.notify.report;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.notify.geo.GeoLocator;
import io.dnsfailover.notify.geo.GeoPicture;
import io.dnsfailover.notify.picture.Picture;
import io.dnsfailover.notify.trace.TracedPath;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the facts of a {@link Report}. All are optional; without one, the report leaves out what follows from it. Setting a single-valued
 * property twice is an error. For one thread.
 */
public final class ReportBuilder {
    /** The most checks that the time line is drawn from; of more, the newest are taken. */
    public static final int MAX_OBSERVATIONS = 20_000;

    final FailoverEvent event;

    @Nullable
    FailoverPolicy policy;

    List<FailoverEvent> related = List.of();
    List<Observation> observations = List.of();

    @Nullable
    OperatorCommands commands;

    @Nullable
    Endpoint tracedEndpoint;

    List<TracedPath> paths = List.of();
    private @Nullable GeoLocator locator;

    ReportBuilder(FailoverEvent event) {
        this.event = event;
    }

    /**
     * The policy of the record: the report then says what happens next, and when at the earliest.
     *
     * @param of the policy as it was at the event
     * @return this
     */
    public ReportBuilder policy(FailoverPolicy of) {
        refuseTwice("policy", policy);
        policy = of;
        return this;
    }

    /**
     * What else happened around the event: verdicts, rejected candidates, what the name servers said to the decision, what the
     * authoritative servers were seen to answer, and events of the host. Events of other records are left out.
     *
     * @param events oldest first
     * @return this
     */
    public ReportBuilder related(List<FailoverEvent> events) {
        related = events.stream()
                .filter(other -> isAbout(other.header().record()))
                .filter(other -> !other.header().id().equals(event.header().id()))
                .toList();
        return this;
    }

    /**
     * The checks around the event, for the time line of the incident page, and to tell detection from confirmation.
     *
     * @param seen checks of any endpoint of the policy, in any order; of more than {@link #MAX_OBSERVATIONS} the newest are taken
     * @return this
     */
    public ReportBuilder observations(List<Observation> seen) {
        observations = seen.stream()
                .sorted((a, b) -> Long.compare(b.at().nanos(), a.at().nanos()))
                .limit(MAX_OBSERVATIONS)
                .sorted((a, b) -> Long.compare(a.at().nanos(), b.at().nanos()))
                .toList();
        return this;
    }

    /**
     * The traces to an endpoint: from every location that failed, and from one that passed.
     *
     * @param to what was traced
     * @param from one path for each location
     * @return this
     */
    public ReportBuilder paths(Endpoint to, List<TracedPath> from) {
        refuseTwice("paths", tracedEndpoint);
        tracedEndpoint = to;
        paths = List.copyOf(from);
        return this;
    }

    /**
     * Draws the paths on a map too.
     *
     * @param knows where addresses are; asked by {@link #build()}, not closed
     * @return this
     */
    public ReportBuilder locator(GeoLocator knows) {
        refuseTwice("locator", locator);
        locator = knows;
        return this;
    }

    /**
     * How an operator gives orders here.
     *
     * @param ofTheHost the commands of the host; {@link OperatorCommands#ofTheLibrary()} by default
     * @return this
     */
    public ReportBuilder commands(OperatorCommands ofTheHost) {
        refuseTwice("commands", commands);
        commands = ofTheHost;
        return this;
    }

    /**
     * Makes the report. The builder must not be used afterwards.
     *
     * @return the report
     */
    public Report build() {
        Picture map = locator == null || tracedEndpoint == null || paths.isEmpty()
                ? null
                : GeoPicture.of(tracedEndpoint, paths, locator).orElse(null);
        return new Report(this, map);
    }

    private boolean isAbout(@Nullable RecordSetKey record) {
        return record == null || record.equals(event.header().record());
    }

    private static void refuseTwice(String property, @Nullable Object known) {
        if (known != null) {
            throw new IllegalStateException("report: " + property + " is set twice");
        }
    }
}
