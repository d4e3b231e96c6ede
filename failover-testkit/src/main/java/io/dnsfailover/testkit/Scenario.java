package io.dnsfailover.testkit;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Command;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.status.Reload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
 *     scenario.advance(minutes(2));
 *
 *     assertThat(scenario).failedOverTo("192.0.2.20").within(seconds(70));
 * }
 * }</pre>
 *
 * <p>with {@code assertThat} and {@code minutes} of {@link FailoverAssertions}. {@link ScenarioExtension} closes what a test
 * of JUnit starts. Belongs to the thread that started it.
 */
public final class Scenario implements AutoCloseable {
    private final ScenarioRuns runs;
    private final SimulatedTime time;
    private final ScenarioWorld world;
    private List<FailoverPolicy> policies = List.of();

    Scenario(ScenarioRuns runs) {
        this.runs = runs;
        this.time = runs.stage().time();
        this.world = runs.stage().world();
    }

    /**
     * Begins to set the stage.
     *
     * @param policies the policies that run in it, at least one
     * @return a builder
     */
    public static ScenarioBuilder of(FailoverPolicy... policies) {
        return new ScenarioBuilder(List.of(policies), started -> {});
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
     * @throws IllegalArgumentException when there is none of this name
     */
    public ScenarioLocation location(String id) {
        return known("location", id, runs.current().locations());
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
     * Sets the wall clock forward or back, while the monotonic clock goes on as it was. That is no change of the world: the
     * time until a move does not count from here.
     *
     * @param step how far; negative for back
     */
    public void stepWallClock(Duration step) {
        time.stepWallClock(step);
        world.noted("the wall clock is stepped by " + step);
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
        world.changed("an operator orders " + command + " for " + policy);
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
        world.noted("the policies are replaced by "
                + next.stream().map(FailoverPolicy::name).toList());
        return Objects.requireNonNull(reload, "the reload did not end");
    }

    /**
     * Ends the process in the midst of whatever it does, and starts it again with the same store. The monotonic clock has
     * another origin then, and what waited for its time is lost.
     *
     * @param outage how long nothing runs
     */
    public void restart(Duration outage) {
        runs.restart(policies, outage);
    }

    /**
     * The name server's side of one publisher, to make it fail and to see what it wrote since the last restart.
     *
     * @param name its name
     * @return the publisher
     * @throws IllegalArgumentException when there is none of this name
     */
    public InMemoryPublisher nameServer(String name) {
        return known("name server", name, nameServers());
    }

    /**
     * The first of the name servers.
     *
     * @return its publisher
     */
    public InMemoryPublisher nameServer() {
        return nameServers().values().iterator().next();
    }

    /**
     * The authoritative servers, to make them lag, lie or fall silent, and to see what they were asked.
     *
     * @return those that the builder was given
     */
    public ScriptedAuthorities authorities() {
        return world.authorities();
    }

    /**
     * Makes a name server slow: every call to it has its effect only after this time, and the next one waits for it.
     *
     * @param name its name
     * @param duration how long each call takes from now on; zero, the default, for no time
     * @throws IllegalArgumentException when there is none of this name
     */
    public void slowDownNameServer(String name, Duration duration) {
        nameServer(name);
        time.delayWorker("publisher-" + (List.copyOf(nameServers().keySet()).indexOf(name) + 1), duration);
        world.noted("each call to " + name + " takes " + DurationText.of(duration));
    }

    /**
     * Makes the {@link #notifier()} slow: every delivery takes this time, and the next one waits for it.
     *
     * @param duration how long each delivery takes from now on; zero, the default, for no time
     */
    public void slowDownNotifier(Duration duration) {
        time.delayWorker("notifier-1", duration);
        world.noted("each delivery to the notifier takes " + DurationText.of(duration));
    }

    /**
     * Who is told of events, to make that fail and to see what arrived since the last restart.
     *
     * @return the notifier
     */
    public RecordingNotifier notifier() {
        return runs.current().notifier();
    }

    /**
     * Everything that happened so far, over all restarts, whether the {@link #notifier()} heard of it or not.
     *
     * @return a snapshot in order
     */
    public List<FailoverEvent> events() {
        return runs.happened().stream().map(ScenarioRun.Happened::event).toList();
    }

    /**
     * The story so far: what the test did and what happened, each line with its time since the start.
     *
     * @return text of several lines, for people; at most 300 of them, the middle is cut out of a longer one
     */
    public String timeline() {
        return new Timeline(time, world.deeds(), runs.happened()).toString();
    }

    /**
     * The time that passes.
     *
     * @return both clocks, to wait for something or to run something at its time
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
        return runs.current().failover();
    }

    /**
     * How many tasks of the engine wait for their time; zero after {@link #close()} for an engine that cleans up.
     *
     * @return zero or more
     */
    public int pending() {
        return runs.current().pending();
    }

    /** Ends the engine. What happened can still be asked for. */
    @Override
    public void close() {
        failover().close();
    }

    void begin(List<FailoverPolicy> first, Set<InMemoryPublisher> nameServers) {
        policies = first;
        runs.begin(first, nameServers);
    }

    List<FailoverPolicy> policies() {
        return policies;
    }

    Map<String, InMemoryPublisher> nameServers() {
        return runs.current().publishers();
    }

    ScenarioRuns runs() {
        return runs;
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

    private static <T> T known(String what, String name, Map<String, T> all) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no " + what + " '" + name + "', only " + all.keySet());
        }
        return found;
    }
}
