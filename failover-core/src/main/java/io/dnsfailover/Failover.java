package io.dnsfailover;

import io.dnsfailover.decision.Command;
import io.dnsfailover.internal.engine.Engine;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.RecordDirectory;
import io.dnsfailover.spi.RecordOutlook;
import io.dnsfailover.status.BrakeStatus;
import io.dnsfailover.status.EngineCounters;
import io.dnsfailover.status.LocationStatus;
import io.dnsfailover.status.RecordStatus;
import io.dnsfailover.status.Reload;
import io.dnsfailover.status.ZoneStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Keeps DNS names pointing at servers that work: checks every endpoint from every location all the time, believes an outage
 * when enough failure domains confirm it, verifies the backup, moves the record, and moves it back.
 *
 * <p>Several can live in one JVM; there is no static state and no shutdown hook: the host calls {@link #close()}. Safe from
 * any thread. Readers ({@link #current}, {@link #outlook}, {@link #keys}, {@link #status}) take no lock.
 */
public final class Failover implements RecordDirectory, AutoCloseable {
    private final Engine engine;
    private final Resources resources;

    Failover(Engine engine, Resources resources) {
        this.engine = engine;
        this.resources = resources;
    }

    /**
     * Starts to assemble one.
     *
     * @return a builder
     */
    public static FailoverBuilder builder() {
        return new FailoverBuilder();
    }

    @Override
    public @Nullable RecordSet current(DnsName owner, RecordType type) {
        return engine.current(owner, type);
    }

    @Override
    public @Nullable RecordOutlook outlook(DnsName owner, RecordType type) {
        return engine.outlook(owner, type);
    }

    @Override
    public Set<RecordSetKey> keys() {
        return engine.keys();
    }

    /**
     * How a record stands.
     *
     * @param policy the name of its policy
     * @return a snapshot; empty when there is no such policy, or its record does not know yet what it holds
     */
    public Optional<RecordStatus> status(String policy) {
        return Optional.ofNullable(engine.status(policy));
    }

    /**
     * How all records stand.
     *
     * @return a snapshot of each record that knows what it holds, in the order of the policies
     */
    public List<RecordStatus> statuses() {
        return engine.statuses();
    }

    /**
     * Tells when the first round is over.
     *
     * @return completes when every endpoint has been checked once from every location that probes here, and every record
     *     knows what it holds; on the engine's thread, so what depends on it must not block. With
     *     {@link IllegalStateException} when it is closed before
     */
    public CompletionStage<Void> firstRound() {
        return engine.firstRound().minimalCompletionStage();
    }

    /**
     * Replaces all policies, matched by name. Changes only what differs: a record whose policy stays the same does not
     * notice. What a removed policy published stays published.
     *
     * @param policies the new policies, all of them
     * @return what was done; completes on the engine's thread; with {@link IllegalStateException} when it is closed
     * @throws io.dnsfailover.policy.InvalidPolicyException when they cannot run here together; nothing is changed then
     */
    public CompletionStage<Reload> replacePolicies(Collection<FailoverPolicy> policies) {
        List<FailoverPolicy> all = List.copyOf(policies);
        resources.validate(all);
        return engine.replacePolicies(all).minimalCompletionStage();
    }

    /**
     * Gives an operator's order.
     *
     * @param policy the name of the policy
     * @param command the order
     * @return completes when the order is stored and acted on; with {@link IllegalArgumentException} when the policy or
     *     endpoint does not exist, with {@link IllegalStateException} when the order makes no sense now or it is closed;
     *     on the engine's thread
     */
    public CompletionStage<Void> order(String policy, Command command) {
        return engine.order(policy, command).minimalCompletionStage();
    }

    /**
     * Releases the brake on big moves: every move is let through until one window of the brake is over, those that wait at once.
     * Moves in that time still count, so that the brake may be on again after it.
     *
     * @return completes when the brake is off, on the engine's thread; with {@link IllegalStateException} when it is closed
     */
    public CompletionStage<Void> releaseBrake() {
        return engine.releaseBrake().minimalCompletionStage();
    }

    /**
     * How the locations stand, and which of them are in doubt.
     *
     * @return a snapshot of each, in the order in which they were given
     */
    public List<LocationStatus> locations() {
        return engine.locations();
    }

    /**
     * How the delegations of the zones stand, and which of their servers answer: what to tell a registrar while a provider is out.
     *
     * @return a snapshot of each zone that has a record, in the order in which they came; empty without a
     *     {@linkplain FailoverBuilder#proof proof}
     */
    public List<ZoneStatus> zones() {
        return engine.zones();
    }

    /**
     * How the brake on big moves stands.
     *
     * @return a snapshot
     */
    public BrakeStatus brake() {
        return engine.brake();
    }

    /**
     * What was counted since the start.
     *
     * @return a snapshot
     */
    public EngineCounters counters() {
        return engine.counters();
    }

    /**
     * Stops everything, and closes the probers, sources, publishers, notifiers and the store that it was given. Returns
     * within 2 s, with no thread left of those that heed an interrupt. What is published stays published. With a scheduler
     * of the host's own, which stays open, call it when that runs nothing of this engine. Idempotent.
     */
    @Override
    public void close() {
        resources.close(engine);
    }
}
