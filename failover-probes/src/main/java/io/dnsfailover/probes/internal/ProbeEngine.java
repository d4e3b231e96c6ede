package io.dnsfailover.probes.internal;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.spi.ProbeRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
     * @param limits how much it does
     */
    public record Settings(
            @Nullable InetAddress source, @Nullable SSLContext trust, Names names, Gate gate, ProbeLimits limits) {}

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
        this.facilities = new Facilities(
                loop, settings.trust(), threads, settings.limits().programs());
        this.checks = new Checks(loop, resolver, settings.limits(), this::beat);
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
        Way way = new Way(port, request.endpoint().target(), source, facilities);
        return checks.start(request, check -> ask.talk(check, way));
    }

    /**
     * Makes an HTTP or HTTPS check ready, on the path that can make it. Starts the full client if it is needed, so that the first
     * check does not pay for it.
     *
     * @param ask what to ask and expect
     * @return the same for {@link #start}
     */
    public Ask http(HttpAsk ask) {
        return ask.isOneExchange() ? new HttpExchange(ask) : fullHttp(ask);
    }

    /**
     * The same for the full client, whatever is asked.
     *
     * @param ask what to ask and expect
     * @return the same for {@link #start}
     */
    public Ask fullHttp(HttpAsk ask) {
        fullClient();
        return (check, way) -> {
            String own = ask.message().host();
            return new HttpConversation(check, ask, fullClient(), own == null ? way.host() : own, way.port());
        };
    }

    private @Nullable HttpSide fullClient() {
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

    /**
     * How many checks had to wait for their turn, because there were too many.
     *
     * @return zero or more
     */
    public long delayed() {
        return checks.delayed();
    }

    /**
     * How many checks were not made, because their turn would have come too late.
     *
     * @return zero or more
     */
    public long overTheCap() {
        return checks.overTheCap();
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
