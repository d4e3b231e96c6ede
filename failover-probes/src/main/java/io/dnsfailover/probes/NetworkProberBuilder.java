package io.dnsfailover.probes;

import java.net.InetAddress;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link NetworkProber}. Defaults: the system chooses the source address; HTTPS trusts whom the JDK
 * trusts; names are resolved with {@link InetAddress#getAllByName}; at most
 * {@value #DEFAULT_MAX_CHECKS_UNDER_WAY} checks are under way, {@value #DEFAULT_MAX_PROGRAMS} of them with a program. Each can be set once. For one thread.
 */
public final class NetworkProberBuilder {
    /** How many checks may be under way if nothing else is set. */
    public static final int DEFAULT_MAX_CHECKS_UNDER_WAY = 16_384;

    /** How many checks may run a program at the same time if nothing else is set. */
    public static final int DEFAULT_MAX_PROGRAMS = 64;

    private @Nullable InetAddress source;
    private @Nullable SSLContext sslContext;
    private NetworkProber.@Nullable HostLookup lookup;
    private int maxChecksUnderWay;
    private int maxPrograms;

    NetworkProberBuilder() {}

    /**
     * Probes from an address of this machine.
     *
     * @param address the address that every check is bound to; endpoints of the other family cannot be checked
     * @return this
     * @throws IllegalStateException when it was set before
     */
    public NetworkProberBuilder from(InetAddress address) {
        once(source == null, "the source address");
        source = address;
        return this;
    }

    /**
     * Trusts other authorities than the JDK does.
     *
     * @param context whom HTTPS trusts, and with which key it presents itself. Give it a context of its own: the
     *     prober sets its cache of client sessions to the smallest size, because a resumed session would prove nothing
     *     of a certificate
     * @return this
     * @throws IllegalStateException when it was set before
     */
    public NetworkProberBuilder sslContext(SSLContext context) {
        once(sslContext == null, "the TLS context");
        sslContext = context;
        return this;
    }

    /**
     * Resolves names in another way.
     *
     * @param names asks for the addresses of a name
     * @return this
     * @throws IllegalStateException when it was set before
     */
    public NetworkProberBuilder lookup(NetworkProber.HostLookup names) {
        once(lookup == null, "the lookup");
        lookup = names;
        return this;
    }

    /**
     * Limits the checks that are under way, and with them sockets and memory. A check beyond it is
     * {@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}.
     *
     * @param max at least 1; by default {@value #DEFAULT_MAX_CHECKS_UNDER_WAY}
     * @return this
     * @throws IllegalArgumentException when it is less than 1
     * @throws IllegalStateException when it was set before
     */
    public NetworkProberBuilder maxChecksUnderWay(int max) {
        once(maxChecksUnderWay == 0, "the limit of checks");
        if (max < 1) {
            throw new IllegalArgumentException("the limit of checks must be at least 1, is " + max);
        }
        maxChecksUnderWay = max;
        return this;
    }

    /**
     * Limits the programs that run at the same time, for {@link PingProbe} and {@link ExecProbe}. A check beyond it is
     * {@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}. A ping of a dead endpoint runs until its deadline: the limit should be more than the
     * endpoints that may die together.
     *
     * @param max at least 1; by default {@value #DEFAULT_MAX_PROGRAMS}
     * @return this
     * @throws IllegalArgumentException when it is less than 1
     * @throws IllegalStateException when it was set before
     */
    public NetworkProberBuilder maxPrograms(int max) {
        once(maxPrograms == 0, "the limit of programs");
        if (max < 1) {
            throw new IllegalArgumentException("the limit of programs must be at least 1, is " + max);
        }
        maxPrograms = max;
        return this;
    }

    /**
     * Starts the prober.
     *
     * @return a running prober; close it
     */
    public NetworkProber build() {
        return NetworkProber.start(this);
    }

    @Nullable
    InetAddress source() {
        return source;
    }

    @Nullable
    SSLContext sslContext() {
        return sslContext;
    }

    NetworkProber.HostLookup lookup() {
        return lookup == null ? name -> List.of(InetAddress.getAllByName(name.toString())) : lookup;
    }

    int maxChecksUnderWay() {
        return maxChecksUnderWay == 0 ? DEFAULT_MAX_CHECKS_UNDER_WAY : maxChecksUnderWay;
    }

    int maxPrograms() {
        return maxPrograms == 0 ? DEFAULT_MAX_PROGRAMS : maxPrograms;
    }

    private static void once(boolean unset, String what) {
        if (!unset) {
            throw new IllegalStateException(what + " is set already");
        }
    }
}
