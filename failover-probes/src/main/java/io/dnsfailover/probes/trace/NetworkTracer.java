package io.dnsfailover.probes.trace;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Target;
import io.dnsfailover.model.Trace;
import io.dnsfailover.probes.NetworkProber;
import io.dnsfailover.probes.internal.ProbeThreads;
import io.dnsfailover.spi.TraceRequest;
import io.dnsfailover.spi.Tracer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Follows the way to an endpoint with the traceroute or tracepath of this machine: the traceroutes of Linux, of the
 * GNU inetutils, of BusyBox, of the BSDs and of macOS, and the tracepath of iputils.
 *
 * <pre>{@code
 * try (NetworkTracer tracer = NetworkTracer.create()) {
 *     tracer.trace(new TraceRequest(Endpoint.of("192.0.2.10"), 443, 30, Duration.ofSeconds(20)))
 *             .thenAccept(trace -> trace.hops().forEach(hop -> log.info("{}", hop)));
 * }
 * }</pre>
 *
 * <p>A program gets an absolute path, no shell, an empty environment, no input, and arguments that are fixed but for the digits of an
 * address, a port and a number of hops: nothing that a configuration or a name server says reaches its command line. What it
 * prints is read up to 64 KiB; what cannot be understood is left out. Five silent hops in a row end a trace
 * as {@link Trace.Ending#SILENT}. At the end, by whatever cause, the program and all its descendants are killed.
 *
 * <p>Modes are tried in their order until a program shows a hop; {@link Trace#detail()} says which one did, and why not the ones
 * before. Threads, all daemons: one for each trace under way (two by default), two that resolve names, and
 * one for deadlines. Traces are delivered on these: what is attached to one must not block. Safe from any
 * thread.
 */
public final class NetworkTracer implements Tracer, AutoCloseable {
    private static final int MAX_WAITING = 16;
    private static final int RESOLVERS = 2;
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ProbeThreads threads = new ProbeThreads();
    private final ExecutorService workers;
    private final ExecutorService resolvers = threads.pool("trace-resolver", RESOLVERS, MAX_WAITING);
    private final ScheduledExecutorService deadlines = threads.timer("trace-deadline");
    private final Set<TraceRun> open = ConcurrentHashMap.newKeySet();
    private final Programs programs;
    private final List<TraceMode> modes;
    private final boolean names;
    private final NetworkProber.HostLookup lookup;

    private NetworkTracer(NetworkTracerBuilder settings) {
        this.workers = threads.pool("trace", settings.maxUnderWay(), MAX_WAITING);
        this.programs = new Programs(settings.program());
        this.modes = settings.modes();
        this.names = settings.names();
        this.lookup = settings.lookup();
    }

    /**
     * A tracer with all defaults.
     *
     * @return a tracer; close it
     */
    public static NetworkTracer create() {
        return builder().build();
    }

    /**
     * For a tracer with settings.
     *
     * @return a builder that has all defaults
     */
    public static NetworkTracerBuilder builder() {
        return new NetworkTracerBuilder();
    }

    static NetworkTracer start(NetworkTracerBuilder settings) {
        return new NetworkTracer(settings);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the cleaning up, and it throws nothing
    public CompletionStage<Trace> trace(TraceRequest request) {
        TraceRun run = new TraceRun(request);
        open.add(run);
        run.result().whenComplete((trace, thrown) -> open.remove(run));
        try {
            Future<?> deadline = deadlines.schedule(
                    () -> run.stop("the deadline passed"), request.timeout().toNanos(), TimeUnit.NANOSECONDS);
            run.result().whenComplete((trace, thrown) -> deadline.cancel(false));
            start(run);
        } catch (RejectedExecutionException e) {
            run.notPossible(
                    workers.isShutdown() ? "the tracer is closed" : "more than " + MAX_WAITING + " traces wait");
        }
        return run.result();
    }

    /**
     * How many traces have begun and not ended.
     *
     * @return zero or more
     */
    public int tracesUnderWay() {
        return open.size();
    }

    /**
     * Ends all traces with what is known of them, kills their programs and ends all threads, within 2 s. Idempotent. A thread that sits
     * in the system's resolver, which nobody can interrupt, ends when that returns.
     */
    @Override
    public void close() {
        workers.shutdownNow();
        resolvers.shutdownNow();
        deadlines.shutdownNow();
        open.forEach(run -> run.stop("the tracer was closed"));
        threads.join(CLOSE_NANOS);
    }

    private void start(TraceRun run) {
        Target target = run.request().endpoint().target();
        if (target instanceof Target.Address literal) {
            follow(run, literal.address());
        } else if (target instanceof Target.Name host) {
            resolvers.execute(() -> resolve(run, host.name()));
        }
    }

    private void resolve(TraceRun run, DnsName name) {
        if (run.isOver()) {
            return;
        }
        try {
            List<InetAddress> found = lookup.lookup(name);
            if (found.isEmpty()) {
                run.notPossible("name " + name + " has no address");
            } else {
                follow(run, found.get(0));
            }
        } catch (UnknownHostException e) {
            run.notPossible("name " + name + " could not be resolved: " + e.getMessage());
        } catch (RejectedExecutionException e) {
            run.notPossible("more than " + MAX_WAITING + " traces wait");
        } catch (RuntimeException e) { // a host's own lookup may throw anything
            run.notPossible("the lookup of " + name + " broke: " + e);
        } catch (Throwable t) { // must not leave the stage open
            run.broke(t);
        }
    }

    private void follow(TraceRun run, InetAddress address) {
        run.resolved(address);
        workers.execute(() -> {
            try {
                run.follow(programs, modes, names);
            } catch (InterruptedException e) {
                run.stop("the tracer was closed");
            } catch (Throwable t) { // must not leave the stage open
                run.broke(t);
            }
        });
    }
}
