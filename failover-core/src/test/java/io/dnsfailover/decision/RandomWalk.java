package io.dnsfailover.decision;

import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Health;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.FailoverPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** A record that lives through random observations, orders and times; every step is judged by {@link WalkRules}. */
final class RandomWalk {
    private static final List<Location> PLACES =
            List.of(new Location("a1", "a"), new Location("a2", "a"), new Location("b1", "b"), new Location("c1", "c"));
    private static final Timings TIMINGS = Timings.total(Duration.ofMillis(1));

    private final SplittableRandom random;
    private final SplittableRandom wallRandom;
    private final boolean wallSteps;
    private final FailoverPolicy policy;
    private final WalkRules rules;
    private final Map<String, List<LocationHealth>> views = new HashMap<>();
    private final Map<String, Boolean> works = new HashMap<>();
    private final List<String> trace = new ArrayList<>();
    private RecordState state;
    private long nanos;
    private long wakeAt = Long.MAX_VALUE;
    private Instant wall = Instant.parse("2030-01-01T00:00:00Z");
    int moves;
    int asks;
    int rejections;
    int withheld;
    int overrides;

    RandomWalk(FailoverPolicy policy, long seed, boolean wallSteps) {
        this.policy = policy;
        this.random = new SplittableRandom(seed);
        this.wallRandom = new SplittableRandom(seed + 1);
        this.wallSteps = wallSteps;
        this.nanos = random.nextLong(-1L << 60, 1L << 60);
        this.state = RecordState.initial(policy, Holding.of(policy.primary()), 1, now());
        this.rules = new WalkRules(policy);
        for (Endpoint endpoint : policy.endpoints()) {
            List<LocationHealth> unseen = new ArrayList<>();
            PLACES.forEach(place -> unseen.add(LocationHealth.unseen(place, Health.UNKNOWN)));
            views.put(endpoint.id(), unseen);
            works.put(endpoint.id(), true);
        }
    }

    static Damping damping() {
        return new Damping(2, 1, 2);
    }

    /** Walks, and returns what the record held from step to step. */
    List<String> run(int steps) {
        for (int step = 0; step < steps; step++) {
            act();
            evaluate();
        }
        return trace;
    }

    private void act() {
        int dice = random.nextInt(100);
        if (dice < 55) {
            observe(anyEndpoint(), random.nextInt(PLACES.size()), random.nextInt(3) > 0);
        } else if (dice < 70) {
            round(anyEndpoint());
        } else if (dice < 80 && state.verification() != null) {
            round(state.verification().endpointId());
        } else if (dice < 94) {
            pass(Duration.ofSeconds(8).toNanos());
        } else if (dice < 95) {
            pass(Duration.ofMinutes(3).toNanos());
        } else if (dice < 97) {
            String endpoint = anyEndpoint();
            works.put(endpoint, !works.get(endpoint));
        } else {
            order();
        }
    }

    private String anyEndpoint() {
        return policy.endpoints().get(random.nextInt(policy.endpoints().size())).id();
    }

    /** Time goes by, sometimes exactly as far as the record wants to sleep, or to the nanosecond before. */
    private void pass(long most) {
        long passing = random.nextLong(most);
        if (random.nextInt(4) == 0 && wakeAt - nanos < most) {
            passing = Math.max(0, wakeAt - nanos - random.nextInt(2));
        }
        nanos += passing;
        wall = wall.plusNanos(passing);
        if (wallSteps) {
            wall = wall.plusSeconds(wallRandom.nextLong(-40_000_000, 40_000_000));
        }
    }

    private void round(String endpoint) {
        for (int place = 0; place < PLACES.size(); place++) {
            observe(endpoint, place, true);
        }
    }

    private void observe(String endpoint, int place, boolean heardOfTheAsk) {
        boolean lies = random.nextInt(12) == 0;
        boolean passes = works.get(endpoint) != lies;
        Reason reason = passes ? Reason.EXPECTED : Reason.REFUSED;
        if (random.nextInt(15) == 0) {
            reason = Reason.LOCAL_TROUBLE;
        }
        Verification asked = state.verification();
        long ask = asked != null && asked.endpointId().equals(endpoint) ? asked.ask() : 0;
        Observation observation = new Observation(
                policy.name(),
                endpoint,
                PLACES.get(place).id(),
                ProbeResult.of(reason, "", TIMINGS),
                now(),
                heardOfTheAsk ? ask : Math.max(0, ask - 1));
        List<LocationHealth> of = views.get(endpoint);
        of.set(place, of.get(place).seen(observation, policy.damping()));
    }

    private void order() {
        Command command = switch (random.nextInt(8)) {
            case 0 -> new Command.Force(anyEndpoint(), StandingOrder.Kind.FORCED_UP, someTime());
            case 1 -> new Command.Force(anyEndpoint(), StandingOrder.Kind.FORCED_DOWN, someTime());
            case 2, 3 -> new Command.Force(anyEndpoint(), null, null);
            case 4 -> new Command.Hold(someTime());
            case 5 -> new Command.Release();
            default -> new Command.FailBack();
        };
        try {
            state = command.apply(state, policy, now()).state();
            rules.ordered(command, nanos);
        } catch (IllegalStateException nothingToReturnTo) {
            rules.refused(command);
        }
    }

    private @Nullable Duration someTime() {
        return random.nextInt(3) == 0
                ? null
                : Duration.ofNanos(random.nextLong(1, Duration.ofMinutes(2).toNanos()));
    }

    private void evaluate() {
        Map<String, List<LocationHealth>> copy = new HashMap<>();
        views.forEach((endpoint, of) -> copy.put(endpoint, List.copyOf(of)));
        Sightings seen = new Sightings(copy);
        RecordState before = state;
        Step step = Decider.evaluate(before, seen, policy, now());
        rules.check(before, step, views, nanos);
        if (!step.effects().isEmpty()) {
            rules.checkSettled(Decider.evaluate(step.state(), seen, policy, now()), step);
        }
        state = step.state();
        wakeAt = step.wakeAtNanos();
        count(step);
        trace.add(state.generation() + " " + state.holding());
    }

    private void count(Step step) {
        for (Effect effect : step.effects()) {
            moves += effect instanceof Effect.Move ? 1 : 0;
            asks += effect instanceof Effect.AskCheck ? 1 : 0;
            rejections += effect instanceof Effect.CandidateRejected ? 1 : 0;
            withheld += effect instanceof Effect.MoveWithheld ? 1 : 0;
            overrides += effect instanceof Effect.OverrideChanged ? 1 : 0;
        }
    }

    private Moment now() {
        return new Moment(nanos, wall);
    }
}
