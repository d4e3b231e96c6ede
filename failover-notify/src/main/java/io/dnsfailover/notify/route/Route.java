package io.dnsfailover.notify.route;

import io.dnsfailover.notify.Kind;
import io.dnsfailover.notify.Severity;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Whom to tell of what: the first route that fits and leads to a recipient decides for that recipient. Immutable; each method
 * returns another route.
 *
 * <pre>{@code
 * Route.to("ops").policies("www", "shop-*").delay(Duration.ofMinutes(2))
 * Route.to("chat").from(Severity.INFO)
 * }</pre>
 *
 * <p>Without a further word a route fits every policy and every kind from {@link Severity#WARNING} on, down and up, at the pace of
 * {@link Pace#DEFAULT}, and is silent in maintenance. What ends an outage has the severity of the outage.
 */
public final class Route {
    private final List<String> targets;
    private final NamePattern policies;
    private final Set<Kind> kinds;
    private final Filter filter;
    private final Pace pace;

    /** Where an event must lie, and whether maintenance counts. */
    private record Filter(Severity least, Set<Phase> phases, boolean inMaintenance) {}

    private Route(List<String> targets, NamePattern policies, Set<Kind> kinds, Filter filter, Pace pace) {
        this.targets = List.copyOf(targets);
        this.policies = policies;
        this.kinds = Set.copyOf(kinds);
        this.filter = filter;
        this.pace = pace;
        if (targets.isEmpty() || kinds.isEmpty()) {
            throw new IllegalArgumentException("a route leads to one target at least, for one kind at least");
        }
    }

    /**
     * A route.
     *
     * @param targets names of contact lists and channels; one at least
     * @return the route
     */
    public static Route to(String... targets) {
        return new Route(
                List.of(targets),
                NamePattern.ANY,
                EnumSet.allOf(Kind.class),
                new Filter(Severity.WARNING, EnumSet.allOf(Phase.class), false),
                Pace.DEFAULT);
    }

    /**
     * Only for some policies.
     *
     * @param patterns names, in which {@code *} stands for any characters
     * @return another route
     */
    public Route policies(String... patterns) {
        return new Route(targets, NamePattern.of(patterns), kinds, filter, pace);
    }

    /**
     * Only some kinds. {@link Kind#RECOVERY} stands for whatever ends an incident of which the recipient was told.
     *
     * @param first a kind
     * @param more others
     * @return another route
     */
    public Route kinds(Kind first, Kind... more) {
        return new Route(targets, policies, EnumSet.of(first, more), filter, pace);
    }

    /**
     * Only from some severity on.
     *
     * @param least the least severity; {@link Severity#WARNING} by default
     * @return another route
     */
    public Route from(Severity least) {
        return with(new Filter(least, filter.phases(), filter.inMaintenance()));
    }

    /**
     * Only what failed, not what works again.
     *
     * @return another route
     */
    public Route downOnly() {
        return with(new Filter(filter.least(), EnumSet.of(Phase.DOWN), filter.inMaintenance()));
    }

    /**
     * Only what works again, not what failed.
     *
     * @return another route
     */
    public Route upOnly() {
        return with(new Filter(filter.least(), EnumSet.of(Phase.UP), filter.inMaintenance()));
    }

    /**
     * Also in maintenance, and while an operator holds the record.
     *
     * @return another route
     */
    public Route alsoInMaintenance() {
        return with(new Filter(filter.least(), filter.phases(), true));
    }

    /**
     * How long an outage must last to be told; one that is over sooner is counted.
     *
     * @param delay 0 to a day; 0 by default
     * @return another route
     */
    public Route delay(Duration delay) {
        return pace(new Pace(delay, pace.repeat(), pace.messages()));
    }

    /**
     * Tells again while the outage lasts.
     *
     * @param repeat after how long each time, a minute to 7 days; 0, the default, for never
     * @return another route
     */
    public Route repeat(Duration repeat) {
        return pace(new Pace(pace.delay(), repeat, pace.messages()));
    }

    /**
     * How many messages one incident makes.
     *
     * @param messages 1 to {@value Pace#MAX_MESSAGES}; 20 by default
     * @return another route
     */
    public Route atMost(int messages) {
        return pace(new Pace(pace.delay(), pace.repeat(), messages));
    }

    /**
     * Another pace.
     *
     * @param newPace delay, repeat and number of messages
     * @return another route
     */
    public Route pace(Pace newPace) {
        return new Route(targets, policies, kinds, filter, newPace);
    }

    private Route with(Filter newFilter) {
        return new Route(targets, policies, kinds, newFilter, pace);
    }

    /**
     * Where it leads.
     *
     * @return names of contact lists and channels, in order
     */
    public List<String> targets() {
        return targets;
    }

    /**
     * For which policies.
     *
     * @return {@link NamePattern#ANY} by default
     */
    public NamePattern policyPattern() {
        return policies;
    }

    /**
     * For which kinds.
     *
     * @return all by default
     */
    public Set<Kind> kinds() {
        return kinds;
    }

    /**
     * From which severity on.
     *
     * @return {@link Severity#WARNING} by default
     */
    public Severity least() {
        return filter.least();
    }

    /**
     * Whether for what fails, for what works again, or both.
     *
     * @return all by default
     */
    public Set<Phase> phases() {
        return filter.phases();
    }

    /**
     * How soon and how often.
     *
     * @return the pace
     */
    public Pace pace() {
        return pace;
    }

    /**
     * Tells whether maintenance makes no difference.
     *
     * @return false by default
     */
    public boolean tellsInMaintenance() {
        return filter.inMaintenance();
    }

    /**
     * Tells whether it is for an event.
     *
     * @param asked what is asked for
     * @return true when policy, kind, severity and phase fit
     */
    public boolean fits(Question asked) {
        boolean kind = kinds.contains(asked.kind()) || (asked.endsIncident() && kinds.contains(Kind.RECOVERY));
        return kind
                && asked.severity().compareTo(filter.least()) >= 0
                && filter.phases().contains(asked.phase())
                && policies.fits(asked.policy());
    }

    /**
     * What a route is asked.
     *
     * @param policy the name of the policy, {@code *} for the host
     * @param kind the kind of event
     * @param severity its severity; that of the outage for what ends one
     * @param phase whether it became worse or better
     * @param endsIncident whether it ends an incident
     */
    public record Question(String policy, Kind kind, Severity severity, Phase phase, boolean endsIncident) {}

    private List<Object> values() {
        return List.of(targets, policies, kinds, filter, pace);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route route && values().equals(route.values());
    }

    @Override
    public int hashCode() {
        return Objects.hash(values());
    }

    /** All properties on one line. */
    @Override
    public String toString() {
        return "route to " + targets + ": policies " + policies.texts() + ", kinds " + kinds + ", " + filter + ", "
                + pace;
    }
}
