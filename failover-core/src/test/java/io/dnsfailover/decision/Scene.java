package io.dnsfailover.decision;

import io.dnsfailover.health.Damping;
import io.dnsfailover.health.Health;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.quorum.Quorum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One record whose sightings and clock a test moves by hand. Three locations, each a failure domain; endpoints {@code p}, {@code b1}
 * and {@code b2}; an endpoint is down after two failures and up after one pass.
 */
final class Scene {
    static final Duration INTERVAL = Duration.ofSeconds(30);
    static final Duration TIMEOUT = Duration.ofSeconds(5);
    static final Duration PATIENCE = Duration.ofSeconds(11);
    static final String[] ALL = {"p", "b1", "b2"};
    private static final List<Location> PLACES = List.of(Location.of("l1"), Location.of("l2"), Location.of("l3"));

    FailoverPolicy policy;
    RecordState state;
    long nanos = -Duration.ofSeconds(40).toNanos(); // crosses zero in most tests, as the monotonic clock may
    Instant wall = Instant.parse("2030-01-01T00:00:00Z");
    Step last;
    private final List<Location> locations;
    private Set<Location> doubted = Set.of();
    private final Map<String, List<LocationHealth>> views = new TreeMap<>();

    Scene(FailoverPolicy policy) {
        this(policy, PLACES);
    }

    Scene(FailoverPolicy policy, List<Location> locations) {
        this.policy = policy;
        this.locations = locations;
        this.state = RecordState.initial(policy, Holding.of(policy.primary()), 1, now());
        for (Endpoint endpoint : policy.endpoints()) {
            List<LocationHealth> unseen = new ArrayList<>();
            locations.forEach(location -> unseen.add(LocationHealth.unseen(location, Health.UNKNOWN)));
            views.put(endpoint.id(), unseen);
        }
    }

    /** Failback by itself, two of three domains, a budget that no test spends by accident. */
    static FailoverPolicyBuilder policy() {
        return custom().failback(Failback.automatic()).moves(new MoveBudget(100, Duration.ofMinutes(10)));
    }

    /** The same with the failback mode and the budget of moves left to the test. */
    static FailoverPolicyBuilder custom() {
        return damped(new Damping(2, 1, 1));
    }

    /** The same with the damping left to the test too. */
    static FailoverPolicyBuilder damped(Damping damping) {
        return FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary(Endpoint.of("192.0.2.1").named("p"))
                .backup(Endpoint.of("192.0.2.2").named("b1"))
                .backup(Endpoint.of("192.0.2.3").named("b2"))
                .probe(new NamedProbe("own"))
                .every(INTERVAL)
                .timeout(TIMEOUT)
                .damping(damping)
                .quorum(Quorum.atLeast(2));
    }

    static Scene of(FailoverPolicyBuilder policy) {
        return new Scene(policy.build());
    }

    Moment now() {
        return new Moment(nanos, wall);
    }

    /** One observation from one location, which answers an ask, or none with 0. */
    Scene sees(int location, String endpoint, Outcome outcome, long ask) {
        List<LocationHealth> of = views.get(endpoint);
        Reason reason = switch (outcome) {
            case PASS -> Reason.EXPECTED;
            case FAIL -> Reason.CONNECT_TIMEOUT;
            case INCONCLUSIVE -> Reason.LOCAL_TROUBLE;
        };
        Observation observation = new Observation(
                policy.name(),
                endpoint,
                locations.get(location).id(),
                ProbeResult.of(reason, "", Timings.total(Duration.ofMillis(1))),
                now(),
                ask);
        of.set(location, of.get(location).seen(observation, policy.damping()));
        return this;
    }

    /** These locations are in doubt. */
    Scene doubting(String... ids) {
        doubted = locations.stream()
                .filter(location -> List.of(ids).contains(location.id()))
                .collect(Collectors.toSet());
        return this;
    }

    /** Every location sees these endpoints pass. */
    Scene up(String... endpoints) {
        for (String endpoint : endpoints) {
            for (int i = 0; i < locations.size(); i++) {
                sees(i, endpoint, Outcome.PASS, 0);
            }
        }
        return this;
    }

    /** Every location sees these endpoints fail as often as it takes. */
    Scene down(String... endpoints) {
        for (String endpoint : endpoints) {
            for (int i = 0; i < locations.size(); i++) {
                sees(i, endpoint, Outcome.FAIL, 0).sees(i, endpoint, Outcome.FAIL, 0);
            }
        }
        return this;
    }

    /** The answers of the locations, in their order, to the fresh check in progress; none for those that are left out. */
    Scene answers(Outcome... outcomes) {
        Verification asked = state.verification();
        for (int i = 0; i < outcomes.length; i++) {
            sees(i, asked.endpointId(), outcomes[i], asked.ask());
        }
        return this;
    }

    /** One observation from every location. */
    Scene allSee(String endpoint, Outcome outcome, long ask) {
        for (int i = 0; i < locations.size(); i++) {
            sees(i, endpoint, outcome, ask);
        }
        return this;
    }

    Scene allAnswer(Outcome outcome) {
        Outcome[] outcomes = new Outcome[locations.size()];
        Arrays.fill(outcomes, outcome);
        return answers(outcomes);
    }

    /** Time goes by and nobody checks. */
    Scene sleeps(Duration time) {
        nanos += time.toNanos();
        wall = wall.plus(time);
        return this;
    }

    /** Time goes by, and at its end every location sees once more what it saw last. */
    Scene later(Duration time) {
        sleeps(time);
        views.forEach((endpoint, of) -> {
            for (int i = 0; i < of.size(); i++) {
                Observation seen = of.get(i).latestConclusive();
                if (seen != null) {
                    sees(i, endpoint, seen.result().outcome(), 0);
                }
            }
        });
        return this;
    }

    Sightings sightings() {
        Map<String, List<LocationHealth>> copy = new TreeMap<>();
        views.forEach((endpoint, of) -> copy.put(endpoint, List.copyOf(of)));
        return new Sightings(copy, doubted);
    }

    Step evaluate() {
        last = Decider.evaluate(state, sightings(), policy, now());
        state = last.state();
        return last;
    }

    Step order(Command command) {
        last = command.apply(state, policy, now());
        state = last.state();
        return last;
    }

    /** Moves there, fresh check and all, and away from what fails still. The endpoint must be what the plan wants. */
    Decision moves() {
        evaluate();
        if (state.verification() != null) {
            String left = holds();
            boolean secondLook = effects(Effect.AskCheck.class).stream()
                    .anyMatch(ask -> ask.endpointId().equals(left));
            if (secondLook) {
                allSee(left, Outcome.FAIL, state.verification().ask());
            }
            allAnswer(Outcome.PASS).evaluate();
        }
        return decision();
    }

    /** The decision of the last evaluation; fails when there is not exactly one. */
    Decision decision() {
        List<Effect.Move> moves = effects(Effect.Move.class);
        if (moves.size() != 1) {
            throw new AssertionError("expected one move in " + last.effects());
        }
        return moves.get(0).decision();
    }

    <T extends Effect> List<T> effects(Class<T> kind) {
        return last.effects().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** The id of the endpoint that the record stands on, or what it holds instead. */
    String holds() {
        return state.holding() instanceof Holding.Single single
                ? single.endpointId()
                : state.holding().toString();
    }

    /** The endpoint that a fresh check is awaited of; empty when none is. */
    String awaits() {
        return state.verification() == null ? "" : state.verification().endpointId();
    }

    /** How long until the last evaluation wants the next. */
    Duration wakesIn() {
        return Duration.ofNanos(last.wakeAtNanos() - nanos);
    }
}
