package io.dnsfailover.testkit;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Location;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.StateStore;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** One run of the engine in a {@link Scenario}, from a start to the next restart. */
final class ScenarioRun {
    // Each run has another origin, below zero from the second on: what is stored must not depend on it.
    static final Duration ORIGIN_SHIFT = Duration.ofSeconds(-1_000_003);

    private final Map<String, ScenarioLocation> locations = new LinkedHashMap<>();
    private final Map<String, InMemoryPublisher> publishers;
    private final RecordingNotifier notifier = new RecordingNotifier();
    private final SimulatedProcess process;
    private final Failover failover;

    /** What stays the same from run to run. */
    record Stage(
            SimulatedTime time,
            ScenarioWorld world,
            List<Location> locations,
            StateStore store,
            Consumer<FailoverBuilder> guards,
            long seed) {}

    /** An event, and when it happened in simulated time, whatever the origin of the run's own clock. */
    record Happened(long nanos, FailoverEvent event) {}

    ScenarioRun(
            Stage stage,
            int number,
            Collection<FailoverPolicy> policies,
            Map<String, InMemoryPublisher> publishers,
            Heard heard) {
        this.publishers = publishers;
        this.process = new SimulatedProcess(
                stage.time(), ORIGIN_SHIFT.multipliedBy(number).toNanos());
        FailoverBuilder builder = Failover.builder()
                .policies(policies)
                .time(process)
                .scheduler(process)
                .seed(stage.seed() + number)
                .store(stage.store())
                .notifier("notifier", notifier)
                .notifier("observer", heard.in(number));
        stage.guards().accept(builder);
        publishers.values().forEach(builder::publisher);
        if (stage.world().journal() != null) {
            builder.journal(stage.world().journal());
        }
        for (Location location : stage.locations()) {
            ScenarioWorld world = stage.world();
            ScriptedProber prober =
                    new ScriptedProber(stage.time(), world.scripts(), location.id() + ": ", world::changed);
            locations.put(location.id(), new ScenarioLocation(location.id(), prober, world::changed));
            builder.location(location, prober);
        }
        this.failover = builder.start();
    }

    Failover failover() {
        return failover;
    }

    Map<String, ScenarioLocation> locations() {
        return locations;
    }

    Map<String, InMemoryPublisher> publishers() {
        return publishers;
    }

    RecordingNotifier notifier() {
        return notifier;
    }

    int pending() {
        return process.pending();
    }

    /** Ends as a process does: what it had planned never happens. */
    void end() {
        failover.close();
        process.close();
    }
}
