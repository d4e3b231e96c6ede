package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.Command;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.Proof;
import io.dnsfailover.spi.RecordOutlook;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.status.BrakeStatus;
import io.dnsfailover.status.EngineCounters;
import io.dnsfailover.status.LocationStatus;
import io.dnsfailover.status.RecordStatus;
import io.dnsfailover.status.Reload;
import io.dnsfailover.status.ZoneStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All records of one {@code Failover}. The loop owns everything mutable; readers go through {@link Directory}, an immutable
 * index that is replaced as a whole, to each record's own published snapshot.
 */
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    private final EngineSettings settings;
    private final EngineParts parts;
    private final Inlet inlet;
    private final Promises promises = new Promises();
    private final CompletableFuture<Void> firstRound = promises.make();
    private Map<String, RecordCell> cells = new LinkedHashMap<>(); // engine loop only
    private final List<ControlChecks> controls = new ArrayList<>(); // engine loop only
    private final Set<RecordCell> unready = new HashSet<>(); // engine loop only; of the records of the start
    private volatile Directory directory = Directory.EMPTY;

    /** Builds an engine; nothing runs before {@link #start}. */
    public Engine(EngineSettings settings) {
        this(settings, Surroundings.REAL);
    }

    Engine(EngineSettings settings, Surroundings surroundings) {
        this.settings = settings;
        Loop loop = new Loop(settings.time(), settings.scheduler(), settings.seed());
        Tally tally = new Tally();
        Lanes publishers = Lanes.of(settings, loop, tally);
        JournalLane journal = new JournalLane(loop, settings.journal(), tally);
        StoreLane store = new StoreLane(loop, settings.store(), journal);
        Outbox outbox = Outbox.of(settings, loop, tally, store);
        String runId = settings.runId();
        HostLog log = new HostLog(loop, outbox, runId);
        Executor later = surroundings.later(loop, journal);
        Proof proof = settings.proof();
        this.parts = new EngineParts(
                loop,
                tally,
                settings.stations(),
                store,
                publishers,
                outbox,
                surroundings.reads(publishers),
                journal,
                new SharedChecks(),
                new Asks(),
                new Vantages(loop, settings.guards().doubt(), settings.stations(), log, later),
                new MoveBrake(loop, settings.guards().brake(), log, journal, later),
                proof == null ? null : new Delegations(loop, proof, settings.reconciliation(), log),
                runId);
        this.inlet = new Inlet(loop, tally, this::cell);
    }

    /** Starts all records with what the store remembers, and tells first what was not told before. */
    public void start(
            Collection<FailoverPolicy> policies, Map<String, StoredState> stored, List<StoredEvent> undelivered) {
        List<Outbox.Left> left = Outbox.Left.of(undelivered);
        parts.loop().post(() -> {
            try {
                parts.outbox().restore(left);
                settings.stations().forEach(this::open);
                run(policies, stored);
                LOG.info(
                        "{} records, {} locations, {} publishers",
                        policies.size(),
                        settings.stations().size(),
                        settings.publishers().size());
            } catch (RuntimeException e) {
                LOG.error("The engine could not start", e);
                firstRound.completeExceptionally(e);
            }
        });
    }

    private void open(Station station) {
        if (station.source() != null) {
            station.source()
                    .open((policy, endpoint, result, ask) ->
                            inlet.take(policy, cell -> cell.feed(station, endpoint, result, ask)));
        }
    }

    /** Starts, on the loop. */
    void run(Collection<FailoverPolicy> policies, Map<String, StoredState> stored) {
        parts.journal().started(settings, policies, stored);
        startControls();
        begin(policies, stored);
        forgetAllBut(policies, stored.keySet());
    }

    private void startControls() {
        for (Station station : settings.stations()) {
            if (station.prober() != null) {
                controls.add(new ControlChecks(parts, station, settings.guards().controls()));
            }
        }
        controls.forEach(ControlChecks::start);
    }

    private void begin(Collection<FailoverPolicy> policies, Map<String, StoredState> stored) {
        parts.brake().remember(stored);
        parts.brake().records(policies.size());
        for (FailoverPolicy policy : policies) {
            cells.put(policy.name(), new RecordCell(parts, policy, storedFor(policy, stored)));
        }
        directory = Directory.of(cells.values());
        Spread spread = Spread.of(policies, settings.stations().size());
        unready.addAll(cells.values());
        cells.values()
                .forEach(cell -> cell.start(
                        storedFor(cell.policy(), stored), spread.nanosFor(cell.policy()), () -> progressed(cell)));
        completeFirstRound();
    }

    static @Nullable StoredState storedFor(FailoverPolicy policy, Map<String, StoredState> stored) {
        StoredState state = stored.get(policy.name());
        return state == null || !state.record().equals(policy.record()) ? null : state;
    }

    private void progressed(RecordCell cell) {
        if (cell.isReady() && unready.remove(cell)) {
            completeFirstRound();
        }
    }

    private void completeFirstRound() {
        if (unready.isEmpty()) {
            firstRound.complete(null);
        }
    }

    private void forgetAllBut(Collection<FailoverPolicy> policies, Set<String> stored) {
        Set<String> gone = new TreeSet<>(stored);
        policies.forEach(policy -> gone.remove(policy.name()));
        if (!gone.isEmpty()) {
            parts.store().forget(gone);
        }
    }

    /** Replaces all policies by name; the future completes on the loop. */
    public CompletableFuture<Reload> replacePolicies(Collection<FailoverPolicy> policies) {
        return onLoop(future -> future.complete(replace(policies)));
    }

    /** Replaces all policies, on the loop. */
    Reload replace(Collection<FailoverPolicy> policies) {
        parts.journal().replaced(policies);
        Replacement replacement = new Replacement(cells);
        Spread spread = Spread.of(policies, settings.stations().size());
        policies.forEach(policy -> replacement.follow(policy, parts, spread.nanosFor(policy)));
        replacement.removeTheRest(parts);
        cells = replacement.cells();
        parts.brake().records(cells.size());
        unready.retainAll(cells.values());
        completeFirstRound();
        directory = Directory.of(cells.values());
        replacement.starting().forEach(cell -> cell.start(null, spread.nanosFor(cell.policy()), () -> {}));
        Reload reload = replacement.report();
        LOG.info(
                "Policies: {} added, {} changed, {} removed, {} unchanged",
                reload.added().size(),
                reload.changed().size(),
                reload.removed().size(),
                reload.unchanged());
        return reload;
    }

    /** Applies an operator's order; the future completes when it is stored. */
    public CompletableFuture<Void> order(String policy, Command command) {
        return onLoop(future -> {
            RecordCell cell = cells.get(policy);
            if (cell == null) {
                throw new IllegalArgumentException("there is no policy '" + policy + "'");
            }
            parts.journal().ordered(policy, command);
            cell.order(command, () -> future.complete(null));
        });
    }

    /** The record of a policy, on the loop; null when there is none. */
    @Nullable
    RecordCell cell(String policy) {
        return cells.get(policy);
    }

    /** The shared parts, on the loop. */
    EngineParts parts() {
        return parts;
    }

    /** The checks of the control targets from a location, on the loop; null for one that is fed. */
    @Nullable
    ControlChecks controls(String locationId) {
        return controls.stream()
                .filter(checks -> checks.location().id().equals(locationId))
                .findFirst()
                .orElse(null);
    }

    /** Lets everything through for one window of the brake; the future completes on the loop. */
    public CompletableFuture<Void> releaseBrake() {
        return onLoop(future -> {
            parts.journal().brakeReleased();
            parts.brake().release();
            future.complete(null);
        });
    }

    /** Every location, in the order in which they were configured. Any thread, no lock. */
    public List<LocationStatus> locations() {
        return parts.vantages().statuses();
    }

    /** The brake as it stood last. Any thread, no lock. */
    public BrakeStatus brake() {
        return parts.brake().status();
    }

    private <T> CompletableFuture<T> onLoop(Consumer<CompletableFuture<T>> task) {
        CompletableFuture<T> future = promises.make();
        parts.loop().post(() -> {
            try {
                task.accept(future);
            } catch (RuntimeException e) {
                future.completeExceptionally(e);
            }
        });
        if (parts.loop().isClosed()) {
            promises.breakAll();
        }
        return future;
    }

    /** Completes when every endpoint has been checked once, and every record knows what it holds. */
    public CompletableFuture<Void> firstRound() {
        return firstRound;
    }

    /** What an owner has now. Any thread, no lock. */
    public @Nullable RecordSet current(DnsName owner, RecordType type) {
        return directory.current(owner, type);
    }

    /** What is known of that beside its data. Any thread, no lock. */
    public @Nullable RecordOutlook outlook(DnsName owner, RecordType type) {
        return directory.outlook(owner, type);
    }

    /** All managed keys. Any thread, no lock. */
    public Set<RecordSetKey> keys() {
        return directory.keys();
    }

    /** Every record that knows what it holds. Any thread, no lock. */
    public List<RecordStatus> statuses() {
        return directory.statuses();
    }

    /** How one record stands; null when there is none, or it does not know yet. Any thread, no lock. */
    public @Nullable RecordStatus status(String policy) {
        return directory.status(policy);
    }

    /** Every zone that is watched; none where nobody asks the authoritative servers. Any thread, no lock. */
    public List<ZoneStatus> zones() {
        Delegations delegations = parts.delegations();
        return delegations == null ? List.of() : delegations.statuses();
    }

    /** What was counted. Any thread. */
    public EngineCounters counters() {
        return parts.tally().snapshot();
    }

    /**
     * Ends every check. The scheduler must not run tasks of the loop at the same time: it is closed before, or this is
     * called on it.
     */
    @Override
    public void close() {
        parts.loop().close();
        promises.breakAll();
        controls.forEach(ControlChecks::stop);
        new HashMap<>(cells).values().forEach(RecordCell::remove);
        if (parts.delegations() != null) {
            parts.delegations().close();
        }
        parts.outbox().close();
        parts.store().close();
        parts.journal().close();
    }

    /** Marks the engine as closed, so that no further task of the loop does anything. Any thread. */
    public void closing() {
        parts.loop().close();
    }
}
