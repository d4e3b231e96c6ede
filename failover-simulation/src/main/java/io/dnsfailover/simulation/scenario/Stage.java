package io.dnsfailover.simulation.scenario;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Command;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.testkit.EndpointScript;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.RecordingNotifier;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScriptedProber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where a scenario is played: one record with a primary and two backups, three locations, two name servers that take their time, and a
 * note of what was really the case. A scenario begins at a random time within a round of checks.
 */
final class Stage implements AutoCloseable {
    static final List<String> LOCATIONS = List.of("fra1", "ams1", "nyc1");
    static final List<String> NAME_SERVERS = List.of("ns1", "ns2");
    static final Duration STORE_DELAY = Duration.ofMillis(5);
    static final List<Duration> SERVER_DELAYS = List.of(Duration.ofMillis(250), Duration.ofMillis(100));

    private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    /** Something that an engine told, and when that was on a clock that nobody steps. */
    record Told(long atNanos, FailoverEvent event) {}

    /** The wall clock was stepped after so many events. */
    private record Step(int eventsBefore, Duration step) {}

    private final FailoverPolicy policy;
    private final long seed;
    private final Scenario scenario;
    private final SplittableRandom random;
    private final Truth truth = new Truth();
    private final List<Step> steps = new ArrayList<>();
    private final List<ScriptedProber> otherProbers = new ArrayList<>();
    private final List<RecordingNotifier> otherNotifiers = new ArrayList<>();
    private final List<InMemoryPublisher> otherPublishers = new ArrayList<>();
    private final List<Failover> others = new ArrayList<>();

    private long writesBefore;

    Stage(FailoverPolicy policy, long seed) {
        this.policy = policy;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.scenario = Scenario.of(policy)
                .from(LOCATIONS.toArray(String[]::new))
                .publishingTo(NAME_SERVERS.toArray(String[]::new))
                .seed(seed)
                .start();
        scenario.time().delayWorker("store", STORE_DELAY);
        for (int i = 0; i < SERVER_DELAYS.size(); i++) {
            scenario.time().delayWorker("publisher-" + (i + 1), SERVER_DELAYS.get(i));
        }
    }

    FailoverPolicy policy() {
        return policy;
    }

    Scenario scenario() {
        return scenario;
    }

    Truth truth() {
        return truth;
    }

    /** Some rounds in which all is well, and a part of one more. */
    void begin() {
        advance(policy.interval().multipliedBy(3));
        advance(Duration.ofNanos(random.nextLong(policy.interval().toNanos())));
    }

    void advance(Duration duration) {
        scenario.advance(duration);
    }

    /** Goes on to a time since the start that lies ahead. */
    void advanceTo(long nanos) {
        advance(Duration.ofNanos(nanos - nowNanos()));
    }

    /** Goes on until some location begins a check of the endpoint. */
    void untilChecked(String endpoint) {
        long before = checksOf(endpoint);
        boolean checked = scenario.time()
                .advanceUntil(
                        () -> checksOf(endpoint) > before, policy.interval().multipliedBy(2));
        if (!checked) {
            throw new IllegalStateException("nobody checks " + endpoint + " any more");
        }
    }

    long nowNanos() {
        return scenario.time().elapsed().toNanos();
    }

    private long checksOf(String endpoint) {
        return LOCATIONS.stream()
                .mapToLong(id -> scenario.location(id).checksOf(endpoint))
                .sum();
    }

    /** Lets so many intervals of the policy pass. */
    void rounds(int intervals) {
        advance(policy.interval().multipliedBy(intervals));
    }

    /** Time enough to find out that an endpoint is back, to wait until it may be returned to, and to return. */
    void untilFailedBack() {
        rounds(4);
        advance(Policies.dwell(policy));
    }

    /** An endpoint stops working, in some way. */
    void breaks(String endpoint, Consumer<EndpointScript> how) {
        truth.broke(endpoint, nowNanos());
        script(endpoint, how);
    }

    /** It works again. */
    void heals(String endpoint) {
        truth.healed(endpoint, nowNanos());
        script(endpoint, EndpointScript::comesBack);
    }

    void order(Command command) {
        scenario.order(command);
    }

    void stepWallClock(Duration step) {
        steps.add(new Step(scenario.events().size(), step));
        scenario.time().stepWallClock(step);
    }

    /** Waits until an engine tells something, or until so much time has passed. */
    void awaitEvent(Class<? extends FailoverEvent> kind, Duration atMost) {
        scenario.time().advanceUntil(() -> scenario.events().stream().anyMatch(kind::isInstance), atMost);
    }

    /** The process dies in the midst of whatever it does, and starts again. */
    void restart(Duration outage) {
        writesBefore = writes();
        scenario.restart(outage);
    }

    /** Somebody else writes to the first name server. */
    void edits(RecordSet recordSet) {
        scenario.nameServer().zone().edit(recordSet);
    }

    /** A second controller for the same record, with locations of its own that see the same, and nobody elected. */
    void secondController() {
        RecordingNotifier notifier = new RecordingNotifier();
        var builder = Failover.builder()
                .policies(List.of(policy))
                .time(scenario.time())
                .scheduler(scenario.time())
                .seed(~seed)
                .notifier(notifier);
        for (String server : NAME_SERVERS) {
            InMemoryPublisher publisher = scenario.nameServer(server);
            InMemoryPublisher other = publisher.named(server);
            otherPublishers.add(other);
            builder.publisher(other);
        }
        for (String location : LOCATIONS) {
            ScriptedProber prober = new ScriptedProber(scenario.time());
            otherProbers.add(prober);
            builder.location(Location.of(location), prober);
        }
        otherNotifiers.add(notifier);
        others.add(builder.start());
    }

    /** Everything that was told so far, by the time at which it happened. */
    List<Told> told() {
        List<Told> told = new ArrayList<>();
        List<FailoverEvent> events = scenario.events();
        for (int i = 0; i < events.size(); i++) {
            FailoverEvent event = events.get(i);
            Instant wall = event.header().at().wall();
            for (Step step : steps) {
                if (step.eventsBefore() <= i) {
                    wall = wall.minus(step.step());
                }
            }
            told.add(new Told(Duration.between(ORIGIN, wall).toNanos(), event));
        }
        for (RecordingNotifier notifier : otherNotifiers) {
            notifier.events()
                    .forEach(event -> told.add(new Told(
                            Duration.between(ORIGIN, event.header().at().wall()).toNanos(), event)));
        }
        told.sort(Comparator.comparingLong(Told::atNanos));
        return told;
    }

    /** How often a name server was written, by whomever. */
    long writes() {
        Stream<InMemoryPublisher> own = NAME_SERVERS.stream().map(scenario::nameServer);
        return writesBefore
                + Stream.concat(own, otherPublishers.stream())
                        .mapToLong(publisher -> publisher.history().size())
                        .sum();
    }

    @Override
    public void close() {
        others.forEach(Failover::close);
        scenario.close();
    }

    private void script(String endpoint, Consumer<EndpointScript> how) {
        how.accept(scenario.endpoint(endpoint));
        otherProbers.forEach(prober -> how.accept(prober.endpoint(endpoint)));
    }
}
