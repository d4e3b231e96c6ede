package io.dnsfailover.probes;

import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.ProbeEngine;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link TcpProbe}, {@link UdpProbe} and {@link HttpProbe}, {@link DnsProbe}, {@link SmtpProbe},
 * {@link CertificateProbe}, {@link PingProbe} and {@link ExecProbe} from this machine.
 *
 * <pre>{@code
 * try (NetworkProber prober = NetworkProber.create()) {
 *     Probe probe = prober.prepare(TcpProbe.port(443));
 *     probe.probe(new ProbeRequest(Endpoint.of("192.0.2.10"), 443, Duration.ofSeconds(5)))
 *             .thenAccept(result -> log.info("{} {}", result.outcome(), result.detail()));
 * }
 * }</pre>
 *
 * <p>The number of threads does not depend on the number of checks: one for all deadlines and all sockets but those of the
 * full HTTP client; three for that, from the first {@link HttpProbe} on that needs it; two that resolve names, two that
 * start programs, and for handshakes as many as there are processors (2 to 8), while there is something to do. All are daemons. Results
 * are delivered on these threads: what is attached to a result must not block.
 *
 * <p>A target that is a name is resolved once for each check. Each of its addresses is held against the
 * {@link AddressPolicy}, and the first that may be connected to is the one that is checked; with none the check is
 * {@link io.dnsfailover.model.Reason#ADDRESS_REFUSED}. What fails on this machine (no socket, no port, no route, the source address, too many checks under way, a stall of
 * more than 100 ms at the deadline) is {@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}, and a name that does not
 * resolve {@link io.dnsfailover.model.Reason#UNRESOLVED}: no evidence against the endpoint. Safe from any thread.
 */
public final class NetworkProber implements Prober {
    /** Asks for the addresses of a name. */
    @FunctionalInterface
    public interface HostLookup {
        /**
         * Asks. Called on one of two threads of the prober, at most two at a time; may block, and is interrupted by
         * {@link NetworkProber#close()}.
         *
         * @param name the absolute name
         * @return at least one address; the first is taken that is of the family of the prober's source address and that
         *     may be connected to
         * @throws UnknownHostException when there is none
         */
        List<InetAddress> lookup(DnsName name) throws UnknownHostException;
    }

    /**
     * One kind of check.
     *
     * @param type the specification's class, which is final
     * @param prober makes it ready
     */
    private record Kind<S extends ProbeSpec>(Class<S> type, Function<S, Probe> prober) {
        Probe prepare(ProbeSpec spec) {
            return prober.apply(type.cast(spec));
        }
    }

    private record Prepared(ProbeSpec spec, Probe probe) {}

    private final ProbeEngine engine;
    private final HttpAsks asks;
    private final Map<Class<? extends ProbeSpec>, Kind<?>> kinds;
    private volatile @Nullable Prepared prepared;

    private NetworkProber(NetworkProberBuilder builder) {
        HostLookup lookup = builder.lookup();
        AddressPolicy addresses = builder.addresses();
        this.asks = new HttpAsks(builder);
        this.engine = new ProbeEngine(new ProbeEngine.Settings(
                builder.source(),
                builder.sslContext(),
                lookup::lookup,
                address -> addresses.refusal(address).orElse(null),
                builder.limits()));
        this.kinds = kinds();
    }

    /**
     * A prober that leaves the source address to the system.
     *
     * @return the running prober
     */
    public static NetworkProber create() {
        return builder().build();
    }

    /**
     * A prober with a source address of its own.
     *
     * @param source an address of this machine; when it is none, every check is
     *     {@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}
     * @return the running prober
     */
    public static NetworkProber from(InetAddress source) {
        return builder().from(source).build();
    }

    /**
     * For a prober with more settings.
     *
     * @return a builder that has all defaults
     */
    public static NetworkProberBuilder builder() {
        return new NetworkProberBuilder();
    }

    static NetworkProber start(NetworkProberBuilder settings) {
        return new NetworkProber(settings);
    }

    /** Every kind of check, in one line. */
    private Map<Class<? extends ProbeSpec>, Kind<?>> kinds() {
        Map<Class<? extends ProbeSpec>, Kind<?>> all = new HashMap<>();
        add(all, TcpProbe.class, TcpProbe::ask);
        add(all, UdpProbe.class, UdpProbe::ask);
        add(all, DnsProbe.class, DnsProbe::ask);
        add(all, SmtpProbe.class, SmtpProbe::ask);
        add(all, CertificateProbe.class, CertificateProbe::ask);
        add(all, PingProbe.class, PingProbe::ask);
        add(all, ExecProbe.class, ExecProbe::ask);
        all.put(HttpProbe.class, new Kind<>(HttpProbe.class, this::http));
        return Map.copyOf(all);
    }

    private <S extends ProbeSpec> void add(
            Map<Class<? extends ProbeSpec>, Kind<?>> all, Class<S> type, Function<S, Ask> reader) {
        all.put(type, new Kind<>(type, spec -> {
            Ask ask = reader.apply(spec);
            return request -> engine.start(request, port(request, spec), ask);
        }));
    }

    private Probe http(HttpProbe http) {
        Ask ask = engine.http(asks.of(http));
        return request -> engine.start(request, port(request, http), ask);
    }

    @Override
    public boolean supports(ProbeSpec spec) {
        return kinds.containsKey(spec.getClass()) && (!(spec instanceof HttpProbe http) || asks.knows(http));
    }

    /** Endpoints of one policy, and mostly those of the next, are checked alike: they share what was prepared last. */
    @Override
    public Probe prepare(ProbeSpec spec) {
        Prepared last = prepared;
        if (last == null || !last.spec.equals(spec)) {
            last = new Prepared(spec, make(spec));
            prepared = last;
        }
        return last.probe;
    }

    private Probe make(ProbeSpec spec) {
        Kind<?> kind = kinds.get(spec.getClass());
        if (kind == null) {
            throw new IllegalArgumentException(
                    "the network prober cannot run a check of the type '" + spec.type() + "'");
        }
        return kind.prepare(spec);
    }

    /**
     * How many checks are under way, or have ended and still hold a socket.
     *
     * @return zero or more
     */
    public int checksUnderWay() {
        return engine.inFlight();
    }

    /**
     * How many checks had to wait for their turn, because too many were to begin at one address or in all.
     *
     * @return the number since the start
     */
    public long checksDelayed() {
        return engine.delayed();
    }

    /**
     * How many checks were not made, because their turn would have come too late: too many for one address or in all, or the prober
     * itself had no time for half of their timeout. Each was {@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}.
     *
     * @return the number since the start
     */
    public long checksOverTheCap() {
        return engine.overTheCap();
    }

    /**
     * Ends all checks, as {@link io.dnsfailover.model.Reason#CANCELLED}, and frees all sockets and threads, within 1 s.
     * Idempotent. A thread that sits in the system's resolver, which nobody can interrupt, ends when that
     * returns.
     */
    @Override
    public void close() {
        engine.close();
    }

    private static int port(ProbeRequest request, ProbeSpec spec) {
        return request.port() == 0 ? spec.port() : request.port();
    }
}
