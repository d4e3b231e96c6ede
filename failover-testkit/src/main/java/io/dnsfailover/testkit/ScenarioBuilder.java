package io.dnsfailover.testkit;

import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.decision.Brake;
import io.dnsfailover.journal.Journal;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.StateStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sets the stage of a {@link Scenario}. Defaults: one location {@code here}, one name server {@code ns1} that holds
 * nothing, a store in memory that remembers nothing, seed 1, every endpoint up.
 */
public final class ScenarioBuilder {
    private final List<FailoverPolicy> policies;
    private final SimulatedTime time = new SimulatedTime();
    private final ScenarioWorld world = new ScenarioWorld(time);
    private final List<Location> locations = new ArrayList<>();
    private final Map<String, Set<Capability>> nameServers = new LinkedHashMap<>();
    private final Map<String, InMemoryZone> zones = new LinkedHashMap<>();
    private final ScriptedAuthorities authorities;
    private final Consumer<Scenario> whenStarted;
    private @Nullable StateStore store;
    private Consumer<FailoverBuilder> guards = builder -> {};
    private long seed = 1;
    private boolean provesAnything;

    ScenarioBuilder(List<FailoverPolicy> policies, Consumer<Scenario> whenStarted) {
        if (policies.isEmpty()) {
            throw new IllegalArgumentException("a scenario needs a policy");
        }
        this.policies = policies;
        this.authorities = world.authorities();
        this.whenStarted = whenStarted;
    }

    /**
     * Adds locations, each a failure domain of its own.
     *
     * @param locationIds their names
     * @return this
     */
    public ScenarioBuilder from(String... locationIds) {
        return from(List.of(locationIds).stream().map(Location::of).toArray(Location[]::new));
    }

    /**
     * Adds locations.
     *
     * @param more the locations with their failure domains
     * @return this
     */
    public ScenarioBuilder from(Location... more) {
        locations.addAll(List.of(more));
        return this;
    }

    /**
     * Names the name servers to publish to. They can do everything.
     *
     * @param names one name for each
     * @return this
     * @throws IllegalArgumentException when a name was already given
     */
    public ScenarioBuilder publishingTo(String... names) {
        return publishing(Set.of(Capability.values()), names);
    }

    /**
     * Names more name servers to publish to, which cannot compare: a write takes the place of whatever is there.
     *
     * @param names one name for each
     * @return this
     * @throws IllegalArgumentException when a name was already given
     */
    public ScenarioBuilder publishingWithoutComparing(String... names) {
        return publishing(Set.of(Capability.ANAME), names);
    }

    private ScenarioBuilder publishing(Set<Capability> capabilities, String... names) {
        for (String name : names) {
            if (nameServers.put(name, capabilities) != null) {
                throw new IllegalArgumentException("name server '" + name + "' was already given");
            }
        }
        return this;
    }

    /**
     * Delegates a zone to one more authoritative server, which serves what is published to a name server; the engine then proves what it
     * publishes. Without one it does not.
     *
     * @param zone the apex, absolute
     * @param name the name of the server, absolute; the last two labels are its provider
     * @param address its address
     * @param nameServer the name server that it follows
     * @return this
     */
    public ScenarioBuilder authority(String zone, String name, String address, String nameServer) {
        if (!provesAnything) {
            provesAnything = true;
            guards = guards.andThen(builder -> builder.proof(authorities.reopened()));
        }
        authorities.add(DnsName.of(zone), name, address).follows(zone(nameServer));
        return this;
    }

    private InMemoryZone zone(String nameServer) {
        return zones.computeIfAbsent(nameServer, none -> new InMemoryZone());
    }

    /**
     * Makes an endpoint behave in some way from the very beginning.
     *
     * @param idOrTarget the endpoint's id or target
     * @param script what it does, such as {@code EndpointScript::goesDown}
     * @return this
     */
    public ScenarioBuilder where(String idOrTarget, Consumer<EndpointScript> script) {
        script.accept(world.scripts().of(idOrTarget));
        return this;
    }

    /**
     * Uses a store, with what it remembers.
     *
     * @param newStore the store
     * @return this
     */
    public ScenarioBuilder rememberedIn(StateStore newStore) {
        store = newStore;
        return this;
    }

    /**
     * Has everything written to a journal, that of all runs.
     *
     * @param journal the journal; closed at each restart
     * @return this
     */
    public ScenarioBuilder journaledIn(Journal journal) {
        world.journaledIn(journal);
        return this;
    }

    /**
     * Sets the brake on big moves.
     *
     * @param brake how many of all records may move in a time; else what the engine has by default
     * @return this
     */
    public ScenarioBuilder brake(Brake brake) {
        guards = guards.andThen(builder -> builder.brake(brake));
        return this;
    }

    /**
     * Adds a control target, which every location checks to see whether it is itself well. It answers unless its script says
     * otherwise.
     *
     * @param target an IP address or a name with its final dot
     * @return this
     */
    public ScenarioBuilder control(String target) {
        guards = guards.andThen(builder -> builder.control(Endpoint.of(target), new NamedProbe("control")));
        return this;
    }

    /**
     * Sets how the name servers are watched.
     *
     * @param rule the rule; else what the engine has by default
     * @return this
     */
    public ScenarioBuilder reconciliation(Reconciliation rule) {
        guards = guards.andThen(builder -> builder.reconciliation(rule));
        return this;
    }

    /**
     * Sets when a location is not believed.
     *
     * @param doubt the rule; else what the engine has by default
     * @return this
     */
    public ScenarioBuilder doubt(Doubt doubt) {
        guards = guards.andThen(builder -> builder.doubt(doubt));
        return this;
    }

    /**
     * Sets the seed of all randomness. The same scenario with the same seed goes the same way to the nanosecond.
     *
     * @param newSeed the seed
     * @return this
     */
    public ScenarioBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * Starts, and lets time pass until every endpoint has been checked once from every location.
     *
     * @return the running scenario
     * @throws io.dnsfailover.policy.InvalidPolicyException when the policies cannot run here
     * @throws AssertionError when the first round does not come to an end
     */
    public Scenario start() {
        if (locations.isEmpty()) {
            from("here");
        }
        if (nameServers.isEmpty()) {
            publishingTo("ns1");
        }
        StateStore states = store != null ? store : new InMemoryStateStore();
        Set<InMemoryPublisher> publishers = new LinkedHashSet<>();
        nameServers.forEach((name, capabilities) -> publishers.add(InMemoryPublisher.on(time)
                .named(name)
                .onZone(zone(name))
                .capableOf(capabilities.toArray(Capability[]::new))));
        Scenario scenario =
                new Scenario(new ScenarioRuns(new ScenarioRun.Stage(time, world, locations, states, guards, seed)));
        scenario.begin(policies, publishers);
        whenStarted.accept(scenario);
        return scenario;
    }
}
