package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.Sightings;
import io.dnsfailover.health.Health;
import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.readiness.Readiness;
import io.dnsfailover.status.RecordStatus;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is watched for one record: every endpoint from every location, and what was seen. On the engine loop only. */
final class EndpointChecks implements LocalCheck.Watcher {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(EndpointChecks.class);

    /** Who hears that something was seen. */
    interface Listener {
        /** Called after each observation; {@code mayChange} is false when no verdict can be another than before. */
        void observed(boolean mayChange);

        /** Called when something else that the status shows has changed. */
        void cautioned();

        /** What the record holds; null while that is not known. */
        @Nullable
        Holding holding();
    }

    private final EngineParts parts;
    private final Listener listener;
    private final Cautions.Listener warned;
    private FailoverPolicy policy;
    private Map<String, Watch> watches = new LinkedHashMap<>();
    private @Nullable Sightings sightings;
    private int unchecked;
    private Runnable firstChecked = () -> {};

    EndpointChecks(
            EngineParts parts,
            FailoverPolicy policy,
            Collection<String> down,
            Listener listener,
            Cautions.Listener warned) {
        this.warned = warned;
        this.parts = parts;
        this.policy = policy;
        this.listener = listener;
        for (Endpoint endpoint : policy.endpoints()) {
            Health known = down.contains(endpoint.id()) ? Health.DOWN : Health.UNKNOWN;
            watches.put(endpoint.id(), watch(endpoint, known, cautions(endpoint)));
        }
    }

    private Cautions cautions(Endpoint endpoint) {
        return new Cautions(endpoint.id(), parts.stations(), warned);
    }

    private Watch watch(Endpoint endpoint, Health known, Cautions cautions) {
        Watch watch = new Watch(endpoint, cautions);
        for (Station station : parts.stations()) {
            watch.views.add(LocationHealth.unseen(station.location(), known));
            LocalCheck check = station.prober() == null
                    ? null
                    : new LocalCheck(parts, this, LocalCheck.Job.of(policy, endpoint), station);
            if (check != null) {
                watch.checks.add(check);
            }
            watch.members.add(parts.vantages().of(station).watch(endpoint, check));
        }
        return watch;
    }

    /** Starts all checks, and runs {@code whenFirstChecked} when each has ended once; not when there is none. */
    void start(long spreadNanos, Runnable whenFirstChecked) {
        unchecked = watches.values().stream().mapToInt(w -> w.checks.size()).sum();
        firstChecked = whenFirstChecked;
        watches.values().forEach(watch -> watch.checks.forEach(check -> check.start(spreadNanos)));
    }

    /** Goes on under a changed policy: what was seen of endpoints that are checked as before is kept. */
    void change(FailoverPolicy next, long spreadNanos) {
        FailoverPolicy before = policy;
        policy = next;
        sightings = null;
        Map<String, Watch> changed = new LinkedHashMap<>();
        for (Endpoint endpoint : next.endpoints()) {
            Watch old = watches.get(endpoint.id());
            boolean same = old != null
                    && old.endpoint.equals(endpoint)
                    && before.probe().equals(next.probe());
            Watch watch = watch(endpoint, Health.UNKNOWN, old != null && same ? old.cautions : cautions(endpoint));
            if (old != null && same) {
                watch.views.clear();
                watch.views.addAll(old.views);
            } else if (old != null) {
                watch.cautions.carryOver(old.cautions);
            }
            changed.put(endpoint.id(), watch);
        }
        remove(); // only now, so that a network that goes on being watched is not forgotten in between
        watches = changed;
        start(spreadNanos, firstChecked);
    }

    /** Ends all checks. */
    void remove() {
        for (Watch watch : watches.values()) {
            watch.checks.forEach(LocalCheck::stop);
            for (int at = 0; at < watch.members.size(); at++) {
                parts.vantages().at(at).leave(watch.members.get(at));
            }
        }
    }

    Sightings sightings() {
        Sightings current = sightings;
        Set<Location> doubted = parts.vantages().doubted();
        if (current == null || !current.doubted().equals(doubted)) {
            Map<String, List<LocationHealth>> views = new HashMap<>();
            watches.forEach((id, watch) -> views.put(id, List.copyOf(watch.views)));
            current = new Sightings(views, doubted);
            sightings = current;
        }
        return current;
    }

    void askFresh(String endpointId, long ask) {
        Watch watch = watches.get(endpointId);
        if (watch != null) {
            watch.checks.forEach(check -> check.askFresh(ask));
        }
        for (Station station : parts.stations()) {
            if (station.source() != null) {
                try {
                    station.source().checkSoon(policy.name(), endpointId, ask);
                } catch (RuntimeException e) {
                    LOG.warn(
                            "The source of location {} failed",
                            station.location().id(),
                            e);
                }
            }
        }
    }

    @Override
    public void observed(LocalCheck check, ProbeResult result, Moment startedAt, long ask) {
        Watch watch = watches.get(check.endpoint().id());
        if (watch == null || !watch.checks.contains(check)) {
            return;
        }
        int at = indexOf(check.location().id());
        Observation observation = observation(watch, at, result, startedAt, ask);
        boolean mayChange = see(watch, at, observation, startedAt.nanos(), PATIENCE_NANOS);
        LocationHealth view = watch.views.get(at);
        boolean failed = view.latest() != null && view.latest().result().outcome() == Outcome.FAIL;
        if (failed && view.health().changePending()) {
            watch.checks.stream().filter(other -> other != check).forEach(LocalCheck::expedite);
        }
        if (unchecked > 0 && --unchecked == 0) {
            firstChecked.run();
        }
        listener.observed(mayChange);
    }

    /** Whether every check that runs here has ended once. */
    boolean isFirstRoundOver() {
        return unchecked == 0;
    }

    @Override
    public boolean isChangePending(LocalCheck check) {
        Watch watch = watches.get(check.endpoint().id());
        return watch != null
                && watch.views.get(indexOf(check.location().id())).health().changePending();
    }

    /** Takes in what a fed location saw; false when there is no such endpoint. */
    boolean feed(Station station, String endpointId, ProbeResult result, long ask) {
        Watch watch = watches.get(endpointId);
        if (watch == null) {
            return false;
        }
        int at = parts.stations().indexOf(station);
        if (result.outcome() == Outcome.INCONCLUSIVE) {
            parts.tally().inconclusive.increment();
        }
        Moment now = parts.loop().now();
        Observation observation = observation(watch, at, result, now, ask);
        // When the check began is not known here: what came within half an interval, either way, was seen at the same
        // time.
        long slackNanos = policy.interval().toNanos() / 2;
        listener.observed(see(watch, at, observation, now.nanos() - slackNanos, slackNanos));
        return true;
    }

    /** Takes in what a location saw that probed from here, as a journal tells it. */
    void replay(Observation seen) {
        Watch watch = watches.get(seen.endpointId());
        if (watch != null) {
            watch.checks.stream()
                    .filter(check -> check.location().id().equals(seen.locationId()))
                    .findFirst()
                    .ifPresent(check -> observed(check, seen.result(), seen.at(), seen.ask()));
        }
    }

    private Observation observation(Watch watch, int at, ProbeResult result, Moment startedAt, long ask) {
        String place = watch.views.get(at).location().id();
        return new Observation(policy.name(), watch.endpoint.id(), place, result, startedAt, ask);
    }

    /** Takes in an observation; false when no verdict can be another than before. */
    private boolean see(Watch watch, int at, Observation raw, long fromNanos, long patienceNanos) {
        parts.journal().observed(raw);
        Observation observation = raw.judged(watch.cautions.judged(at, raw.result(), policy.latency()));
        Set<Location> doubted = watch.doubted;
        boolean counts = counts(watch, at, observation, fromNanos, patienceNanos);
        LocationHealth before = watch.views.get(at);
        LocationHealth after = counts ? before.seen(observation, policy.damping()) : before.noted(observation);
        replace(watch, at, after);
        watch.doubted = parts.vantages().doubted();
        boolean changed = !after.health().equals(before.health()) || isOld(before.latestConclusive());
        caution(watch, at, raw.result(), changed);
        return changed || !watch.doubted.equals(doubted);
    }

    /** Looks at what a check noticed and, now and then, at how ready the endpoint is. */
    private void caution(Watch watch, int at, ProbeResult result, boolean changed) {
        Moment now = parts.loop().now();
        boolean news = watch.cautions.noted(at, result, policy, now);
        boolean isAnyDoubted = !parts.vantages().doubted().isEmpty(); // then it is not the standby that lacks something
        if (!isAnyDoubted && (changed || watch.cautions.isReadinessDue(policy, now.nanos()))) {
            Readiness readiness = Outlook.readiness(watch, watches, listener.holding(), policy, now);
            boolean lacks = readiness != null && readiness.score() < policy.readiness();
            news |= watch.cautions.ready(readiness, lacks && Outlook.isWorthAWarning(watch, policy, now), policy, now);
        }
        if (news) {
            listener.cautioned();
        }
    }

    /** Whether an observation is evidence. A failure is when the location was well in the meantime, which may show a little later. */
    private boolean counts(Watch watch, int at, Observation observation, long fromNanos, long patienceNanos) {
        Vantage vantage = parts.vantages().at(at);
        Network.Member member = watch.members.get(at);
        return switch (observation.result().outcome()) {
            case INCONCLUSIVE -> true;
            case PASS -> {
                vantage.passed(member, fromNanos);
                yield true;
            }
            case FAIL -> {
                HealthState state = watch.views.get(at).health().state();
                boolean again = state == HealthState.DOWN || state == HealthState.RECOVERING;
                yield again
                        ? vantage.failedAgain(member)
                        : vantage.failed(member, fromNanos, patienceNanos, () -> credit(watch, at, observation));
            }
        };
    }

    /** A failure that waited for its witness counts now, unless something newer was seen. */
    private void credit(Watch watch, int at, Observation observation) {
        LocationHealth before = watch.views.get(at);
        if (watches.get(watch.endpoint.id()) != watch || !observation.equals(before.latest())) {
            return;
        }
        replace(watch, at, before.seen(observation, policy.damping()));
        if (watch.views.get(at).health().changePending()) {
            watch.checks.forEach(LocalCheck::expedite);
        }
        listener.observed(true);
    }

    private void replace(Watch watch, int at, LocationHealth after) {
        LocationHealth before = watch.views.set(at, after);
        sightings = null;
        SeenLog.tell(policy, watch.endpoint, before, after);
    }

    private boolean isOld(@Nullable Observation conclusive) {
        return conclusive == null
                || parts.loop().nanoTime() - conclusive.at().nanos()
                        >= policy.voteExpiry().toNanos();
    }

    private int indexOf(String locationId) {
        List<Station> stations = parts.stations();
        int at = 0;
        while (!stations.get(at).location().id().equals(locationId)) {
            at++;
        }
        return at;
    }

    RecordStatus status(FailoverPolicy shown, RecordState state, RecordSet published, RecordServers servers) {
        return new RecordStatus(
                shown.name(),
                published,
                state.generation(),
                state.holding(),
                Outlook.statuses(watches.values(), state),
                state.hold(),
                state.notice(),
                servers.statuses(),
                servers.proven());
    }
}
