package io.dnsfailover.probes;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.probes.internal.BytePattern;
import io.dnsfailover.probes.internal.HttpAsk;
import io.dnsfailover.probes.internal.ProbeEngine;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
import io.dnsfailover.spi.Prober;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@link TcpProbe}, {@link UdpProbe} and {@link HttpProbe} from this machine.
 *
 * <pre>{@code
 * try (NetworkProber prober = NetworkProber.create()) {
 *     Probe probe = prober.prepare(TcpProbe.port(443));
 *     probe.probe(new ProbeRequest(Endpoint.of("192.0.2.10"), 443, Duration.ofSeconds(5)))
 *             .thenAccept(result -> log.info("{} {}", result.outcome(), result.detail()));
 * }
 * }</pre>
 *
 * <p>The number of threads does not depend on the number of checks: one for all deadlines and all sockets
 * of TCP, UDP and plain HTTP; three for the full HTTP client, from the first {@link HttpProbe} on that needs it; two that resolve names, while there are
 * names to resolve. All are daemons. Results are delivered on these threads: what is attached to a result must
 * not block.
 *
 * <p>A target that is a name is resolved once for each check, and its first address is the one that is checked.
 * What fails on this machine (no socket, no port, no route, the source address, too many checks under way, a stall of
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
         * @return at least one address; the first of the family of the prober's source address is taken
         * @throws UnknownHostException when there is none
         */
        List<InetAddress> lookup(DnsName name) throws UnknownHostException;
    }

    private record Prepared(ProbeSpec spec, Probe probe) {}

    private final ProbeEngine engine;
    private volatile @Nullable Prepared prepared;

    private NetworkProber(NetworkProberBuilder builder) {
        HostLookup lookup = builder.lookup();
        this.engine = new ProbeEngine(builder.source(), builder.sslContext(), lookup::lookup, builder.limits());
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

    @Override
    public boolean supports(ProbeSpec spec) {
        return spec instanceof TcpProbe || spec instanceof UdpProbe || spec instanceof HttpProbe;
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
        if (spec instanceof TcpProbe tcp) {
            ByteBuffer send = bytes(tcp.sends().orElse(null));
            BytePattern expect = pattern(tcp.expects().orElse(null));
            return request -> engine.tcp(request, port(request, tcp), send, expect);
        }
        if (spec instanceof UdpProbe udp) {
            ByteBuffer send = bytes(udp.sends().orElse(null));
            BytePattern expect = pattern(udp.expects().orElse(null));
            return request -> engine.udp(request, port(request, udp), send, expect);
        }
        if (spec instanceof HttpProbe http) {
            HttpAsk ask = ask(http);
            engine.startHttp(ask);
            return request -> engine.http(request, port(request, http), ask);
        }
        throw new IllegalArgumentException("the network prober cannot run a check of the type '" + spec.type() + "'");
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
     * How many checks were not made, because their turn would have come too late. Each was
     * {@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}.
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

    private static ByteBuffer bytes(@Nullable Payload payload) {
        return ByteBuffer.wrap(payload == null ? new byte[0] : payload.bytes()).asReadOnlyBuffer();
    }

    private static @Nullable BytePattern pattern(@Nullable Payload payload) {
        return payload == null ? null : new BytePattern(payload.bytes());
    }

    private static HttpAsk ask(HttpProbe probe) {
        List<StatusRange> statuses = probe.expectedStatuses();
        HttpAsk.Security tls = probe.isInsecure() ? HttpAsk.Security.UNVERIFIED : HttpAsk.Security.VERIFIED;
        return new HttpAsk(
                probe.host().orElse(null),
                probe.path(),
                probe.isSecure() ? tls : HttpAsk.Security.PLAIN,
                status -> statuses.stream().anyMatch(range -> range.contains(status)),
                statuses.stream().map(StatusRange::toString).collect(Collectors.joining(",")),
                pattern(probe.expectedBody().map(Payload::text).orElse(null)),
                probe.redirects() instanceof RedirectPolicy.SameHost follow ? follow.max() : 0);
    }
}
