package io.dnsfailover.testkit;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Trace;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.TraceRequest;
import io.dnsfailover.spi.Tracer;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A tracer that finds what it is told to find, in simulated time. Without a script it reaches an address in one hop; a name, which
 * it cannot resolve, is {@link Trace.Ending#NOT_POSSIBLE}. Belongs to the thread of its {@link SimulatedTime}.
 *
 * <pre>{@code
 * ScriptedTracer tracer = new ScriptedTracer(time);
 * tracer.finds("primary", List.of(router, lostHop), Trace.Ending.SILENT);
 * tracer.goesSilent("backup");
 * }</pre>
 */
public final class ScriptedTracer implements Tracer {
    /** How long a trace takes, unless its endpoint is silent. */
    public static final Duration TAKES = Duration.ofMillis(20);

    private record Script(List<Hop> hops, Trace.Ending ending) {}

    private final SimulatedTime time;
    private final Map<String, Script> scripts = new HashMap<>();
    private final Set<String> silent = new HashSet<>();

    /**
     * A tracer without a script.
     *
     * @param time the time that traces take
     */
    public ScriptedTracer(SimulatedTime time) {
        this.time = time;
    }

    /**
     * Lets the next traces to an endpoint find a way.
     *
     * @param endpointId the endpoint
     * @param hops the way, from hop 1
     * @param ending how it ends; a way that is longer than what is asked for ends as {@link Trace.Ending#TOO_LONG}
     */
    public void finds(String endpointId, List<Hop> hops, Trace.Ending ending) {
        silent.remove(endpointId);
        scripts.put(endpointId, new Script(List.copyOf(hops), ending));
    }

    /**
     * Lets the next traces to an endpoint run into their deadline, with nothing found.
     *
     * @param endpointId the endpoint
     */
    public void goesSilent(String endpointId) {
        scripts.remove(endpointId);
        silent.add(endpointId);
    }

    @Override
    public CompletionStage<Trace> trace(TraceRequest request) {
        Moment start = time.now();
        boolean isSilent = silent.contains(request.endpoint().id());
        Duration takes = isSilent || TAKES.compareTo(request.timeout()) > 0 ? request.timeout() : TAKES;
        Trace found = takes.equals(TAKES) && !isSilent
                ? found(request, start)
                : new Trace(
                        addressOf(request.endpoint()),
                        List.of(),
                        Trace.Ending.INCOMPLETE,
                        "the deadline passed",
                        start,
                        takes);
        CompletableFuture<Trace> trace = new CompletableFuture<>();
        Cancellable timer = time.schedule(takes, () -> trace.complete(found));
        trace.whenComplete((done, thrown) -> timer.cancel()).exceptionally(cancelled -> null);
        return trace;
    }

    private Trace found(TraceRequest request, Moment start) {
        Endpoint endpoint = request.endpoint();
        InetAddress address = addressOf(endpoint);
        Script script = scripts.get(endpoint.id());
        if (script == null) {
            return address == null
                    ? Trace.notPossible("no script for " + endpoint, start)
                    : new Trace(
                            address,
                            List.of(new Hop(1, 1, List.of(Hop.Responder.of(address, TAKES)))),
                            Trace.Ending.REACHED,
                            "",
                            start,
                            TAKES);
        }
        List<Hop> hops = script.hops();
        return hops.size() > request.maxHops()
                ? new Trace(address, hops.subList(0, request.maxHops()), Trace.Ending.TOO_LONG, "", start, TAKES)
                : new Trace(address, hops, script.ending(), "", start, TAKES);
    }

    private static @Nullable InetAddress addressOf(Endpoint endpoint) {
        return endpoint.target() instanceof Target.Address literal ? literal.address() : null;
    }
}
