package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.EndpointState;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.Sightings;
import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Health;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.spi.RecordOutlook;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * When a record may move at the earliest, for those who tell resolvers how long to remember it: the checks that are still needed
 * until enough failure domains have changed their mind, at the fast pace. No decision rests on it. Pure.
 */
final class SoonestChange {
    private static final long NEVER = Long.MAX_VALUE;

    private final FailoverPolicy policy;
    private final RecordState state;
    private final Sightings seen;
    private final Moment now;

    private SoonestChange(FailoverPolicy policy, RecordState state, Sightings seen, Moment now) {
        this.policy = policy;
        this.state = state;
        this.seen = seen;
        this.now = now;
    }

    /** What readers see of a record beside its data. */
    static RecordOutlook outlook(FailoverPolicy policy, RecordState state, Sightings seen, Moment now) {
        String holding = state.holding().toString();
        return new RecordOutlook(state.generation(), holding, new SoonestChange(policy, state, seen, now).at());
    }

    private @Nullable Instant at() {
        if (state.hold() != null) {
            return null;
        }
        Optional<Endpoint> active = state.holding().endpoint(policy);
        long soonest = active.isPresent() ? leaving(active.get()) : 0;
        int standsAt = active.map(policy.endpoints()::indexOf)
                .orElse(policy.endpoints().size());
        for (Endpoint preferred : policy.endpoints().subList(0, standsAt)) {
            soonest = Math.min(soonest, returning(preferred));
        }
        return soonest == NEVER ? null : now.wall().plusNanos(soonest);
    }

    /** Until an endpoint may be down, in nanoseconds; only once it fails somewhere. */
    private long leaving(Endpoint endpoint) {
        if (state.endpoint(endpoint.id()).override() != null
                || views(endpoint).stream().noneMatch(this::fails)) {
            return NEVER;
        }
        return nanosFor(endpoint, health -> checksToDown(health, policy.damping()));
    }

    private boolean fails(LocationHealth view) {
        return view.health().failures() > 0 || isDown(view.health());
    }

    /** Until the record may return to an endpoint that rises or is up already. */
    private long returning(Endpoint endpoint) {
        EndpointState known = state.endpoint(endpoint.id());
        boolean up = known.measured() == Verdict.UP;
        boolean rises = views(endpoint).stream().anyMatch(view -> view.health().passes() > 0);
        if (known.override() != null || !(up || rises)) {
            return NEVER;
        }
        long upIn = up ? 0 : nanosFor(endpoint, health -> checksToUp(health, policy.damping()));
        if (upIn == NEVER || state.failbackOrdered() || policy.failback() instanceof Failback.Automatic) {
            return upIn;
        }
        if (policy.failback() instanceof Failback.AfterUpFor after) {
            long upFor = up ? now.nanos() - known.since().nanos() : 0;
            return Math.max(0, upIn + after.dwell().toNanos() - upFor);
        }
        return NEVER;
    }

    private List<LocationHealth> views(Endpoint endpoint) {
        return seen.of(endpoint.id()).stream()
                .filter(view -> !seen.doubted().contains(view.location()))
                .toList();
    }

    /** The checks until as many failure domains as the quorum needs agree; within a domain all its locations must. */
    private long nanosFor(Endpoint endpoint, ToLongFunction<Health> checks) {
        Map<String, Long> byDomain = new TreeMap<>();
        for (LocationHealth view : views(endpoint)) {
            byDomain.merge(view.location().failureDomain(), checks.applyAsLong(view.health()), Math::max);
        }
        long domains = seen.of(endpoint.id()).stream()
                .map(view -> view.location().failureDomain())
                .distinct()
                .count();
        int needed = policy.quorum().votesNeeded((int) domains);
        List<Long> soonestFirst = new ArrayList<>(byDomain.values());
        soonestFirst.sort(null);
        return needed > soonestFirst.size() ? NEVER : soonestFirst.get(needed - 1) * paceNanos();
    }

    private long paceNanos() {
        Duration fast = policy.confirmAfter();
        return Math.min(fast.toNanos(), policy.interval().toNanos());
    }

    private static boolean isDown(Health health) {
        return switch (health.state()) {
            case DOWN, RECOVERING -> true;
            case UNKNOWN, UP, SUSPECT -> false;
        };
    }

    private static long checksToDown(Health health, Damping damping) {
        return isDown(health) ? 0 : damping.fall() - health.failures();
    }

    private static long checksToUp(Health health, Damping damping) {
        return switch (health.state()) {
            case UP, SUSPECT -> 0;
            case DOWN, RECOVERING -> damping.rise() - health.passes();
            case UNKNOWN -> 1;
        };
    }
}
