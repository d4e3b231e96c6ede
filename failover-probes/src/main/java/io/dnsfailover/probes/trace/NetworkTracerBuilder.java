package io.dnsfailover.probes.trace;

import io.dnsfailover.probes.NetworkProber;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link NetworkTracer}. Defaults: {@code traceroute} and then {@code tracepath} of {@code /usr/bin},
 * {@code /usr/sbin}, {@code /bin} or {@code /sbin}; the modes TCP, ICMP, UDP in this order; at most
 * {@value #DEFAULT_MAX_UNDER_WAY} traces at once; no names of routers; names of endpoints are resolved with
 * {@link InetAddress#getAllByName}. Each can be set once. For one thread.
 */
public final class NetworkTracerBuilder {
    /** How many traces run at once if nothing else is set. */
    public static final int DEFAULT_MAX_UNDER_WAY = 2;

    private static final int MOST_UNDER_WAY = 8;

    private @Nullable Path program;
    private List<TraceMode> modes = List.of();
    private int maxUnderWay;
    private boolean names;
    private NetworkProber.@Nullable HostLookup lookup;

    NetworkTracerBuilder() {}

    /**
     * Runs this program and no other.
     *
     * @param absolute the absolute path of a traceroute or tracepath, or of a script that runs one with the arguments that it is
     *     given; which flavour it is, it is asked with {@code --version}. A program that is not there makes every trace
     *     {@link io.dnsfailover.model.Trace.Ending#NOT_POSSIBLE}
     * @return this
     * @throws IllegalArgumentException when the path is not absolute: what a relative one or {@code PATH} finds, others could
     *     replace
     * @throws IllegalStateException when it was set before
     */
    public NetworkTracerBuilder program(Path absolute) {
        once(program == null, "the program");
        if (!absolute.isAbsolute()) {
            throw new IllegalArgumentException("the program must be an absolute path, is " + absolute);
        }
        program = absolute;
        return this;
    }

    /**
     * Says which modes are tried. The next one is tried when a program shows no hop at all, because it may not or cannot
     * do the one before; never because nobody answered.
     *
     * @param order at least one mode, none twice; by default TCP, ICMP, UDP
     * @return this
     * @throws IllegalArgumentException when there is none, or one is there twice
     * @throws IllegalStateException when it was set before
     */
    public NetworkTracerBuilder modes(List<TraceMode> order) {
        once(modes.isEmpty(), "the order of modes");
        if (order.isEmpty() || Set.copyOf(order).size() < order.size()) {
            throw new IllegalArgumentException("modes must be one or more, none twice, are " + order);
        }
        modes = List.copyOf(order);
        return this;
    }

    /**
     * Limits the traces that run at once, and with them processes and threads. 16 more wait for their turn, as long as
     * their deadline lets them.
     *
     * @param max 1 to 8; by default {@value #DEFAULT_MAX_UNDER_WAY}
     * @return this
     * @throws IllegalArgumentException when it is out of range
     * @throws IllegalStateException when it was set before
     */
    public NetworkTracerBuilder maxUnderWay(int max) {
        once(maxUnderWay == 0, "the limit of traces");
        if (max < 1 || max > MOST_UNDER_WAY) {
            throw new IllegalArgumentException("the limit of traces must be 1 to " + MOST_UNDER_WAY + ", is " + max);
        }
        maxUnderWay = max;
        return this;
    }

    /**
     * Lets the program ask the reverse DNS for the names of routers. They are slower traces, and the names are what strangers
     * write; each is made {@link io.dnsfailover.model.Printable}.
     *
     * @return this
     * @throws IllegalStateException when it was set before
     */
    public NetworkTracerBuilder withNames() {
        once(!names, "the wish for names");
        names = true;
        return this;
    }

    /**
     * Resolves the names of endpoints in another way.
     *
     * @param hosts asks for the addresses of a name; the first one is traced. Called on one of two threads of the tracer, may
     *     block, and is interrupted by {@link NetworkTracer#close()}
     * @return this
     * @throws IllegalStateException when it was set before
     */
    public NetworkTracerBuilder lookup(NetworkProber.HostLookup hosts) {
        once(lookup == null, "the lookup");
        lookup = hosts;
        return this;
    }

    /**
     * Makes the tracer. No program is looked for or run yet.
     *
     * @return a tracer; close it
     */
    public NetworkTracer build() {
        return NetworkTracer.start(this);
    }

    @Nullable
    Path program() {
        return program;
    }

    List<TraceMode> modes() {
        return modes.isEmpty() ? List.of(TraceMode.TCP, TraceMode.ICMP, TraceMode.UDP) : modes;
    }

    int maxUnderWay() {
        return maxUnderWay == 0 ? DEFAULT_MAX_UNDER_WAY : maxUnderWay;
    }

    boolean names() {
        return names;
    }

    NetworkProber.HostLookup lookup() {
        return lookup == null ? name -> List.of(InetAddress.getAllByName(name.toString())) : lookup;
    }

    private static void once(boolean unset, String what) {
        if (!unset) {
            throw new IllegalStateException(what + " is set already");
        }
    }
}
