package io.dnsfailover.testkit;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Command;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.status.Reload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A story about policies: the real engine in simulated time, with endpoints, locations and name servers that do what the
 * test says. A day passes in well under a second.
 *
 * <pre>{@code
 * try (Scenario scenario = Scenario.of(policy).from("fra1", "ams1").start()) {
 *     scenario.endpoint("192.0.2.10").goesDown();
 *     scenario.advance(Duration.ofMinutes(2));
 *
 *     assertThat(scenario).failedOverTo("192.0.2.20").within(Duration.ofSeconds(70));
 * }
 * }</pre>
 *
 * <p>with {@code assertThat} of {@link FailoverAssertions}. Belongs to the thread that started it.
 */
public final class Scenario implements AutoCloseable {
    private final SimulatedTime time;
    private final ScenarioWorld world;
    private final ScenarioRun.Stage stage;
    private final List<ScenarioRun> runs = new ArrayList<>();
    private List<FailoverPolicy> policies = List.of();

    Scenario(SimulatedTime time, ScenarioWorld world, ScenarioRun.Stage stage) {
        this.time = time;
        this.world = world;
        this.stage = stage;
    }

    /**
     * Begins to set the stage.
     *
     * @param policies the policies that run in it, at least one
     * @return a builder
     */
    public static ScenarioBuilder of(FailoverPolicy... policies) {
        return new ScenarioBuilder(List.of(policies));
    }

    /**
     * The script of an endpoint, as all locations see it.
     *
     * @param idOrTarget the endpoint's id or its target; the script of the id comes before that of the target
     * @return the script, to write on
     */
    public EndpointScript endpoint(String idOrTarget) {
        return world.scripts().of(idOrTarget);
    }

    /**
     * One of the locations. After a restart it sees again what all see.
     *
     * @param id its name
     * @return the location, to make it see something else
     */
    public ScenarioLocation location(String id) {
        return known("location", id, run().locations());
    }

    /**
     * Lets time pass.
     *
     * @param duration how long
     */
    public void advance(Duration duration) {
        time.advance(duration);
    }

    /**
     * Gives an operator's order, and lets what it causes at once happen.
     *
     * @param command the order
     * @throws IllegalArgumentException when there is no such endpoint
     * @throws IllegalStateException when the order makes no sense now
     */
    public void order(Command command) {
        order(onlyPolicy(), command);
    }

    /**
     * Gives an operator's order for one of several policies.
     *
     * @param policy the name of the policy
     * @param command the order
     */
    public void order(String policy, Command command) {
        world.changed();
        resultOf(failover().order(policy, command));
    }

    /**
     * Replaces all policies, as a reload of the configuration does.
     *
     * @param all the new policies
     * @return what was changed
     * @throws io.dnsfailover.policy.InvalidPolicyException when they are not valid; then nothing is changed
     */
    public Reload reload(FailoverPolicy... all) {
        List<FailoverPolicy> next = List.of(all);
        Reload reload = resultOf(failover().replacePolicies(next));
        policies = next;
        return Objects.requireNonNull(reload, "the reload did not end");
    }

    /**
     * Ends the process in the midst of whatever it does, and starts it again with the same store. The monotonic clock has
     * another origin then, and what waited for its time is lost.
     *
     * @param outage how long nothing runs
     */
    public void restart(Duration outage) {
        run().end();
        time.advance(outage);
        world.changed();
        Map<String, InMemoryPublisher> reopened = new LinkedHashMap<>();
        run().publishers().forEach((name, publisher) -> reopened.put(name, publisher.named(name)));
        begin(reopened);
    }

    /**
     * The name server's side of one publisher, to make it fail and to see what it wrote since the last restart.
     *
     * @param name its name
     * @return the publisher
     */
    public InMemoryPublisher nameServer(String name) {
        return known("name server", name, run().publishers());
    }

    /**
     * The first of the name servers.
     *
     * @return its publisher
     */
    public InMemoryPublisher nameServer() {
        return run().publishers().values().iterator().next();
    }

    /**
     * Who is told of events, to make that fail and to see what arrived since the last restart.
     *
     * @return the notifier
     */
    public RecordingNotifier notifier() {
        return run().notifier();
    }

    /**
     * Everything that happened so far, over all restarts, whether the {@link #notifier()} heard of it or not.
     *
     * @return a snapshot in order
     */
    public List<FailoverEvent> events() {
        return runs.stream().flatMap(run -> run.observer().events().stream()).toList();
    }

    /**
     * The time that passes.
     *
     * @return both clocks, to step the wall clock or to wait for something
     */
    public SimulatedTime time() {
        return time;
    }

    /**
     * The engine as it runs now.
     *
     * @return the same until the next restart
     */
    public Failover failover() {
        return run().failover();
    }

    /**
     * How many tasks of the engine wait for their time; zero after {@link #close()} for an engine that cleans up.
     *
     * @return zero or more
     */
    public int pending() {
        return run().pending();
    }

    /** Ends the engine. What happened can still be asked for. */
    @Override
    public void close() {
        failover().close();
    }

    void begin(List<FailoverPolicy> first, List<String> nameServers) {
        policies = first;
        InMemoryPublisher publisher = InMemoryPublisher.on(time);
        Map<String, InMemoryPublisher> publishers = new LinkedHashMap<>();
        nameServers.forEach(name ->
                publishers.put(name, publisher.onZone(new InMemoryZone()).named(name)));
        begin(publishers);
    }

    List<FailoverPolicy> policies() {
        return policies;
    }

    Map<String, InMemoryPublisher> nameServers() {
        return run().publishers();
    }

    ScenarioWorld world() {
        return world;
    }

    /** What all name servers wrote, over all restarts. */
    List<InMemoryPublisher.Written> history() {
        return runs.stream()
                .flatMap(run -> run.publishers().values().stream())
                .flatMap(publisher -> publisher.history().stream())
                .toList();
    }

    private void begin(Map<String, InMemoryPublisher> publishers) {
        ScenarioRun run = new ScenarioRun(stage, runs.size(), policies, publishers);
        runs.add(run);
        CompletableFuture<Void> firstRound = run.failover().firstRound().toCompletableFuture();
        Duration patience = Duration.ZERO;
        for (FailoverPolicy policy : policies) {
            Duration longest = policy.interval().multipliedBy(2);
            patience = longest.compareTo(patience) > 0 ? longest : patience;
        }
        if (!time.advanceUntil(firstRound::isDone, patience)) {
            throw new AssertionError("the first round did not end within " + patience);
        }
    }

    private <T> @Nullable T resultOf(CompletionStage<T> stage) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        time.advance(Duration.ZERO);
        try {
            return future.getNow(null);
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private String onlyPolicy() {
        if (policies.size() != 1) {
            throw new IllegalStateException("there are " + policies.size() + " policies: say which");
        }
        return policies.get(0).name();
    }

    private ScenarioRun run() {
        return runs.get(runs.size() - 1);
    }

    private static <T> T known(String what, String name, Map<String, T> all) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no " + what + " '" + name + "', only " + all.keySet());
        }
        return found;
    }
}
