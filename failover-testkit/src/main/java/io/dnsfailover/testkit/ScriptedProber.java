package io.dnsfailover.testkit;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    private final Map<Endpoint, Progress> progress = new HashMap<>();
    private final Map<String, Long> checks = new HashMap<>();
    private final Set<Check> running = new LinkedHashSet<>();
    private long started;
    private boolean closed;

    /**
     * A prober for which all endpoints are up.
     *
     * @param time the time that it runs in
     */
    public ScriptedProber(SimulatedTime time) {
        this(time, new EndpointScripts(time, () -> {}), () -> {});
    }

    /** A prober that sees what all see, but for what its own scripts say. */
    ScriptedProber(SimulatedTime time, EndpointScripts shared, Runnable whenChanged) {
        this.time = time;
        this.shared = shared;
        this.own = new EndpointScripts(time, whenChanged);
        this.everything = new EndpointScript(time, whenChanged);
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
        Check check = new Check();
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
        if (answer instanceof Behaviour.Answer.Result result && result.after().compareTo(request.timeout()) < 0) {
            check.endAfter(result.after(), result.reason());
        } else if (!(answer instanceof Behaviour.Answer.Never)) {
            check.endAfter(request.timeout(), Reason.RESPONSE_TIMEOUT);
        }
        return check.result;
    }

    private Behaviour.Answer answerTo(Endpoint endpoint) {
        String target = endpoint.target().rdata();
        started++;
        checks.merge(endpoint.id(), 1L, Long::sum);
        if (!target.equals(endpoint.id())) {
            checks.merge(target, 1L, Long::sum);
        }
        Behaviour behaviour = behaviourOf(endpoint);
        Progress before = progress.get(endpoint);
        int number = before != null && before.behaviour == behaviour ? before.next : 0;
        progress.put(endpoint, new Progress(behaviour, number + 1));
        return behaviour.to(number);
    }

    private Behaviour behaviourOf(Endpoint endpoint) {
        Behaviour ofAll = everything.behaviour();
        Behaviour here = ofAll != null ? ofAll : own.behaviourOf(endpoint);
        Behaviour found = here != null ? here : shared.behaviourOf(endpoint);
        return found != null ? found : Behaviour.UP;
    }

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
        private @Nullable Cancellable timer;

        private void endAfter(Duration delay, Reason reason) {
            timer = time.schedule(delay, () -> end(reason));
        }

        private void end(Reason reason) {
            Timings timings = Timings.total(Duration.ofNanos(time.nanoTime() - startNanos));
            result.complete(ProbeResult.of(reason, "as the script says", timings));
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
