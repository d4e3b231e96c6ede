package io.dnsfailover.testkit;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A prober without a network: every endpoint answers as its script says, in simulated time. Takes every kind of check,
 * whatever it is configured to do.
 *
 * <pre>{@code
 * ScriptedProber prober = new ScriptedProber(time);
 * prober.endpoint("192.0.2.10").goesDown();
 * }</pre>
 *
 * <p>Belongs to the thread of its {@link SimulatedTime}.
 */
public final class ScriptedProber implements Prober {
    private final SimulatedTime time;
    private final EndpointScripts own;
    private final EndpointScripts shared;
    private final EndpointScript everything;
    private final Map<Layer, Progress> progress = new HashMap<>();
    private final Map<String, Long> checks = new HashMap<>();
    private final Set<Check> running = new LinkedHashSet<>();
    private Duration lineLatency = Duration.ZERO;
    private long started;
    private boolean closed;

    /**
     * A prober for which all endpoints are up.
     *
     * @param time the time that it runs in
     */
    public ScriptedProber(SimulatedTime time) {
        this(time, new EndpointScripts(time, "", what -> {}), "", what -> {});
    }

    /** A prober that sees what all see, but for what its own scripts say. */
    ScriptedProber(SimulatedTime time, EndpointScripts shared, String name, Consumer<String> whenChanged) {
        this.time = time;
        this.shared = shared;
        this.own = new EndpointScripts(time, name, whenChanged);
        this.everything = new EndpointScript(time, name + "everything", whenChanged);
    }

    /**
     * The script of one endpoint.
     *
     * @param idOrTarget the endpoint's id or its target, such as {@code 192.0.2.10}; the script of the id comes before
     *     that of the target
     * @return the script, to write on
     */
    public EndpointScript endpoint(String idOrTarget) {
        return own.of(idOrTarget);
    }

    /**
     * A script for all endpoints that comes before their own: what happens to the prober itself.
     *
     * @return the script, to write on
     */
    public EndpointScript everything() {
        return everything;
    }

    /**
     * Makes everything take longer from here, as over a bad line: what an endpoint answers comes later by this much, and not
     * at all when that is too late for the check.
     *
     * @param latency how much longer; zero, the default, for a good line
     */
    public void slowDown(Duration latency) {
        if (latency.isNegative()) {
            throw new IllegalArgumentException("an answer does not come before it is given: " + latency);
        }
        lineLatency = latency;
    }

    /**
     * How many checks were started.
     *
     * @return zero or more
     */
    public long checks() {
        return started;
    }

    /**
     * How many checks of one endpoint were started.
     *
     * @param idOrTarget the endpoint's id or target
     * @return zero or more
     */
    public long checksOf(String idOrTarget) {
        return checks.getOrDefault(idOrTarget, 0L);
    }

    /**
     * How many checks are under way.
     *
     * @return zero or more
     */
    public int running() {
        return running.size();
    }

    /** Always true. */
    @Override
    public boolean supports(ProbeSpec spec) {
        return true;
    }

    @Override
    public Probe prepare(ProbeSpec spec) {
        return this::probe;
    }

    /** Ends all checks as {@link Reason#CANCELLED}, and every later one. */
    @Override
    public void close() {
        closed = true;
        Set.copyOf(running).forEach(check -> check.end(Reason.CANCELLED));
    }

    private CompletionStage<ProbeResult> probe(ProbeRequest request) {
        Check check = new Check(request.endpoint());
        if (closed) {
            check.end(Reason.CANCELLED);
            return check.result;
        }
        Behaviour.Answer answer = answerTo(request.endpoint());
        if (answer instanceof Behaviour.Answer.Thrown) {
            throw new IllegalStateException("the probe was told to break");
        }
        running.add(check);
        var unused = check.result.whenComplete((result, failure) -> check.over());
        if (answer instanceof Behaviour.Answer.Result result) {
            answerLate(check, result, request.timeout());
        } else if (!(answer instanceof Behaviour.Answer.Never)) {
            check.endAfter(request.timeout(), Reason.RESPONSE_TIMEOUT);
        }
        return check.result;
    }

    private void answerLate(Check check, Behaviour.Answer.Result result, Duration timeout) {
        Duration after = result.after().plus(lineLatency);
        if (after.compareTo(timeout) < 0) {
            check.endAfter(after, result.reason());
        } else {
            check.endAfter(timeout, Reason.RESPONSE_TIMEOUT);
        }
    }

    private Behaviour.Answer answerTo(Endpoint endpoint) {
        String target = endpoint.target().rdata();
        started++;
        checks.merge(endpoint.id(), 1L, Long::sum);
        if (!target.equals(endpoint.id())) {
            checks.merge(target, 1L, Long::sum);
        }
        List<@Nullable Behaviour> layers =
                Arrays.asList(everything.behaviour(), own.behaviourOf(endpoint), shared.behaviourOf(endpoint));
        for (int i = 0; i < layers.size(); i++) {
            Behaviour behaviour = layers.get(i);
            if (behaviour != null) {
                Behaviour.Answer answer = next(new Layer(endpoint, i), behaviour);
                if (!(answer instanceof Behaviour.Answer.AsElsewhere)) {
                    return answer;
                }
            }
        }
        return Behaviour.UP.to(0);
    }

    private Notes notesOf(Endpoint endpoint) {
        Notes here = everything.notes();
        Notes seenHere = here != null ? here : own.notesOf(endpoint);
        Notes seen = seenHere != null ? seenHere : shared.notesOf(endpoint);
        return seen == null ? Notes.NONE : seen;
    }

    private Behaviour.Answer next(Layer layer, Behaviour behaviour) {
        Progress before = progress.get(layer);
        int number = before != null && before.behaviour == behaviour ? before.next : 0;
        progress.put(layer, new Progress(behaviour, number + 1));
        return behaviour.to(number);
    }

    /** What is said of an endpoint in one place: of everything here, of the endpoint here, of the endpoint everywhere. */
    private record Layer(Endpoint endpoint, int depth) {}

    /** How often an endpoint has answered in the way it does now. */
    private static final class Progress {
        private final Behaviour behaviour;
        private final int next;

        private Progress(Behaviour behaviour, int next) {
            this.behaviour = behaviour;
            this.next = next;
        }
    }

    /** A check under way. */
    private final class Check {
        private final CompletableFuture<ProbeResult> result = new CompletableFuture<>();
        private final long startNanos = time.nanoTime();
        private final Notes notes;
        private @Nullable Cancellable timer;

        private Check(Endpoint endpoint) {
            notes = notesOf(endpoint);
        }

        private void endAfter(Duration delay, Reason reason) {
            timer = time.schedule(delay, () -> end(reason));
        }

        private void end(Reason reason) {
            Timings timings = Timings.total(Duration.ofNanos(time.nanoTime() - startNanos));
            ProbeResult seen = ProbeResult.of(reason, "as the script says", timings);
            result.complete(seen.outcome() == Outcome.PASS ? seen.with(notes) : seen);
        }

        /** Runs when the check has ended, or was cancelled. */
        private void over() {
            running.remove(this);
            if (timer != null) {
                timer.cancel();
            }
        }
    }
}
