package io.dnsfailover;

import io.dnsfailover.internal.engine.DryRun;
import io.dnsfailover.internal.engine.Engine;
import io.dnsfailover.internal.engine.EngineSettings;
import io.dnsfailover.internal.engine.Guards;
import io.dnsfailover.internal.engine.SystemScheduler;
import io.dnsfailover.internal.engine.SystemTime;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.status.PublishPlan;
import java.util.List;
import java.util.Map;

/** One start, or a dry run of one, of what a builder has collected, with the defaults for what it was not told. */
final class Launch {
    private final FailoverBuilder from;
    private final StateStore store;
    private final Resources resources;

    /** Validates everything. */
    Launch(FailoverBuilder from) {
        if (from.places.isEmpty()) {
            throw new IllegalStateException("a Failover needs at least one location");
        }
        this.from = from;
        this.store = from.store != null ? from.store : new InMemoryStateStore();
        this.resources = new Resources(
                from.places.stations(),
                from.controls,
                from.publishers,
                from.notifiers.byName().values(),
                store);
        resources.validate(from.policies);
    }

    PublishPlan plan() throws InterruptedException {
        return new DryRun(from.policies, from.publishers, resources.load()).run();
    }

    Failover start() {
        Map<String, StoredState> stored = resources.load();
        List<StoredEvent> undelivered = resources.undelivered();
        TimeSource clocks = from.time != null ? from.time : new SystemTime();
        Scheduler loop = from.scheduler != null ? from.scheduler : resources.owned(new SystemScheduler());
        if (from.journal != null) {
            resources.alsoClose(from.journal);
        }
        if (from.proof != null) {
            resources.alsoClose(from.proof);
        }
        Engine engine = new Engine(settings(clocks, loop));
        engine.start(List.copyOf(from.policies), stored, undelivered);
        return new Failover(engine, resources);
    }

    private EngineSettings settings(TimeSource clocks, Scheduler loop) {
        return new EngineSettings(
                clocks,
                loop,
                from.seed != null ? from.seed : clocks.nanoTime() ^ System.identityHashCode(resources),
                from.fencingToken == null ? 0 : from.fencingToken,
                Guards.of(from.brake, from.doubt, from.controls),
                from.reconciliation == null ? Reconciliation.DEFAULT : from.reconciliation,
                resources.stations(),
                from.publishers,
                from.proof,
                from.notifiers.byName(),
                store,
                from.journal);
    }
}
