package io.dnsfailover.probes.internal;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Target;
import io.dnsfailover.spi.ProbeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that one prober runs on. All methods are safe from any thread. */
public final class ProbeEngine {
    /** How a prober asks for the addresses of a name. */
    @FunctionalInterface
    public interface Names {
        /**
         * Asks; may block.
         *
         * @param name an absolute name
         * @return at least one address
         * @throws UnknownHostException when there is none
         */
        List<InetAddress> lookup(DnsName name) throws UnknownHostException;
    }

    /** Says which addresses of names may be connected to. */
    @FunctionalInterface
    public interface Gate {
        /**
         * Judges an address. Any thread.
         *
         * @param address an address that a name leads to
         * @return why not, in a word or two; null when it may be connected to
         */
        @Nullable
        String refusal(InetAddress address);
    }

    private static final Logger LOG = LoggerFactory.getLogger(ProbeEngine.class);
    private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    private final @Nullable InetAddress source;
    private final ProbeThreads threads = new ProbeThreads();
    private final NetLoop loop;
    private final Resolver resolver;
    private final Checks checks;
    private final Facilities facilities;
    private final Object lock = new Object();
    private @Nullable HttpSide http; // under the lock
    private boolean closed; // under the lock

    /**
     * What an engine is told.
     *
     * @param source the address to come from; null lets the system choose
     * @param trust whom TLS trusts; null for the JDK's default
     * @param names how names are resolved
     * @param gate which of their addresses may be connected to
     * @param maxChecks how many checks may be under way
     * @param maxPrograms how many of them may run a program
     */
    public record Settings(
            @Nullable InetAddress source,
            @Nullable SSLContext trust,
            Names names,
            Gate gate,
            int maxChecks,
            int maxPrograms) {}

    /**
     * Starts the loop.
     *
     * @param settings how
     */
    public ProbeEngine(Settings settings) {
        this.source = settings.source();
        try {
            this.loop = new NetLoop(threads);
        } catch (IOException e) {
            throw new UncheckedIOException("no selector for the probes", e);
        }
        this.resolver = new Resolver(settings.names()::lookup, settings.gate()::refusal, loop, source, threads);
        this.facilities = new Facilities(loop, settings.trust(), threads, settings.maxPrograms());
        this.checks = new Checks(loop, resolver, settings.maxChecks(), this::beat);
    }

    /**
     * Starts a check.
     *
     * @param request what to check
     * @param port where; 0 for a check that has no ports
     * @param ask what to ask and expect
     * @return the result
     */
    public CompletionStage<ProbeResult> start(ProbeRequest request, int port, Ask ask) {
        Way way = new Way(port, defaultHost(request.endpoint().target()), source, facilities);
        return checks.start(request, check -> ask.talk(check, way));
    }

    /**
     * Starts an HTTP or HTTPS check.
     *
     * @param request what to check
     * @param port where
     * @param ask what to ask and expect
     * @return the result
     */
    public CompletionStage<ProbeResult> http(ProbeRequest request, int port, HttpAsk ask) {
        if (!ask.isPlain()) {
            return fullHttp(request, port, ask);
        }
        ByteBuffer bytes = PlainHttp.request(ask, host(request, ask), port);
        return checks.start(request, check -> new PlainHttp(check, ask, port, source, bytes));
    }

    /**
     * The same with the full client, whatever is asked.
     *
     * @param request what to check
     * @param port where
     * @param ask what to ask and expect
     * @return the result
     */
    public CompletionStage<ProbeResult> fullHttp(ProbeRequest request, int port, HttpAsk ask) {
        HttpSide side = http();
        String host = host(request, ask);
        return checks.start(request, check -> new HttpConversation(check, ask, side, host, port));
    }

    private static String host(ProbeRequest request, HttpAsk ask) {
        String own = ask.message().host();
        return own == null ? defaultHost(request.endpoint().target()) : own;
    }

    private static String defaultHost(Target target) {
        String text = target.rdata();
        return target instanceof Target.Name ? text.substring(0, text.length() - 1) : text;
    }

    /**
     * Starts the HTTP client if checks like this need it, unless it runs: so that the first check does not pay for it.
     *
     * @param ask what will be asked
     */
    public void startHttp(HttpAsk ask) {
        if (!ask.isPlain()) {
            http();
        }
    }

    private @Nullable HttpSide http() {
        synchronized (lock) {
            if (http != null && http.hasEnded() && !closed) {
                LOG.warn("the HTTP client of the probes has ended; starting another");
                http.close();
                http = null;
            }
            if (http == null && !closed) {
                http = new HttpSide(source, threads);
            }
            return http;
        }
    }

    private void beat() {
        HttpSide side;
        synchronized (lock) {
            side = http;
        }
        if (side != null) {
            side.pulse().beat();
        }
    }

    /**
     * How many checks are under way, or have ended and still hold something.
     *
     * @return zero or more
     */
    public int inFlight() {
        return checks.inFlight();
    }

    /** Ends all checks and all threads, within a second; idempotent. */
    public void close() {
        HttpSide side;
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            side = http;
        }
        checks.close();
        loop.end(checks::cancelAll);
        resolver.close();
        facilities.close();
        if (side != null) {
            side.close();
        }
        if (!threads.join(CLOSE_NANOS)) {
            LOG.warn("a probe thread did not end in time; it is a daemon and will");
        }
    }
}
