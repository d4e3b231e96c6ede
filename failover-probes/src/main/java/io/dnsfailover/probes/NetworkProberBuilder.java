package io.dnsfailover.probes;

import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.probes.internal.ProbeLimits;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link NetworkProber}. Defaults: the system chooses the source address; HTTPS trusts whom the JDK
 * trusts; names are resolved with {@link InetAddress#getAllByName}, and lead to public addresses only; at most
 * {@value #DEFAULT_MAX_CHECKS_UNDER_WAY} checks are under way, {@value #DEFAULT_MAX_PROGRAMS} of them with a program; in a second begin
 * at most {@value #DEFAULT_MAX_PER_TARGET} checks of one address and {@value #DEFAULT_MAX_PER_SECOND} in all. Each
 * can be set once, but for what has a name and for networks that are allowed. For one thread.
 */
public final class NetworkProberBuilder {
    /** How many checks may be under way if nothing else is set. */
    public static final int DEFAULT_MAX_CHECKS_UNDER_WAY = 16_384;

    /** How many checks may run a program at the same time if nothing else is set. */
    public static final int DEFAULT_MAX_PROGRAMS = 64;

    /** How many checks of one address may begin in a second if nothing else is set. */
    public static final int DEFAULT_MAX_PER_TARGET = 100;

    /** How many checks may begin in a second if nothing else is set. */
    public static final int DEFAULT_MAX_PER_SECOND = 20_000;

    /** The highest rate that can be set. */
    public static final int HIGHEST_RATE = 1_000_000;

    private @Nullable InetAddress source;
    private @Nullable SSLContext sslContext;
    private NetworkProber.@Nullable HostLookup lookup;
    private AddressPolicy addresses = AddressPolicy.publicOnly();
    private final Map<String, Credential> credentials = new HashMap<>();
    private final Map<String, TlsAuthority> authorities = new HashMap<>();
    private final Map<String, TlsIdentity> certificates = new HashMap<>();
    private int maxChecksUnderWay;
    private int maxPrograms;
    private int maxPerTarget;
    private int maxPerSecond;

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
     * @param context whom HTTPS trusts, and with which key it presents itself, where a check names neither authority nor
     *     client certificate. Give it a context of its own: the prober sets its cache of client sessions to the smallest
     *     size, because a resumed session would prove nothing of a certificate. Why a certificate is refused is told
     *     apart best where the prober makes the context itself: see {@link #authority}
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
     * Allows addresses that come out of names and redirects, besides public ones. An address that a policy names as a literal
     * needs no permission.
     *
     * @param networks addresses, or networks such as {@code 10.0.0.0/8}
     * @return this
     * @throws IllegalArgumentException when one of them is neither; the message names the rule
     * @see AddressPolicy
     */
    public NetworkProberBuilder allow(String... networks) {
        for (String network : networks) {
            addresses = addresses.allow(network);
        }
        return this;
    }

    /**
     * Says what stands behind the name of a credential: {@link HttpProbe#credential}.
     *
     * @param name the name that specifications use
     * @param credential what is sent
     * @return this
     * @throws IllegalStateException when there is one of this name
     */
    public NetworkProberBuilder credential(String name, Credential credential) {
        once(credentials.putIfAbsent(name, credential) == null, "the credential '" + name + "'");
        return this;
    }

    /**
     * Says what stands behind the name of an authority: {@link HttpProbe#authority}.
     *
     * @param name the name that specifications use
     * @param authority whom checks trust that name it, instead of whom the prober trusts
     * @return this
     * @throws IllegalStateException when there is one of this name
     */
    public NetworkProberBuilder authority(String name, TlsAuthority authority) {
        once(authorities.putIfAbsent(name, authority) == null, "the authority '" + name + "'");
        return this;
    }

    /**
     * Says what stands behind the name of a client certificate: {@link HttpProbe#clientCertificate}.
     *
     * @param name the name that specifications use
     * @param identity certificate and key. A check that names it and no authority trusts whom the JDK trusts
     * @return this
     * @throws IllegalStateException when there is one of this name
     */
    public NetworkProberBuilder clientCertificate(String name, TlsIdentity identity) {
        once(certificates.putIfAbsent(name, identity) == null, "the client certificate '" + name + "'");
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
     * Limits how many checks of one address may begin in a second, whatever their policies, ports and kinds: so that many
     * policies that share an address do not become an attack on it. As many as a second allows may come at once. A check
     * beyond it waits for its turn, for at most half of its timeout; one whose turn would come later is not made, and is
     * {@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}.
     *
     * @param checks 1 to {@value #HIGHEST_RATE}; by default {@value #DEFAULT_MAX_PER_TARGET}
     * @return this
     * @throws IllegalArgumentException when it is out of range
     * @throws IllegalStateException when it was set before
     */
    public NetworkProberBuilder maxPerTarget(int checks) {
        once(maxPerTarget == 0, "the limit for each target");
        maxPerTarget = rate(checks);
        return this;
    }

    /**
     * Limits how many checks may begin in a second in all. What lies beyond it waits, or is not made, as with
     * {@link #maxPerTarget}.
     *
     * @param checks 1 to {@value #HIGHEST_RATE}; by default {@value #DEFAULT_MAX_PER_SECOND}
     * @return this
     * @throws IllegalArgumentException when it is out of range
     * @throws IllegalStateException when it was set before
     */
    public NetworkProberBuilder maxPerSecond(int checks) {
        once(maxPerSecond == 0, "the limit for each second");
        maxPerSecond = rate(checks);
        return this;
    }

    private static int rate(int checks) {
        if (checks < 1 || checks > HIGHEST_RATE) {
            throw new IllegalArgumentException(
                    "a limit of checks in a second must be 1 to " + HIGHEST_RATE + ", is " + checks);
        }
        return checks;
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

    AddressPolicy addresses() {
        return addresses;
    }

    Map<String, Credential> credentials() {
        return Map.copyOf(credentials);
    }

    Map<String, TlsAuthority> authorities() {
        return Map.copyOf(authorities);
    }

    Map<String, TlsIdentity> certificates() {
        return Map.copyOf(certificates);
    }

    NetworkProber.HostLookup lookup() {
        return lookup == null ? name -> List.of(InetAddress.getAllByName(name.toString())) : lookup;
    }

    ProbeLimits limits() {
        return new ProbeLimits(
                maxChecksUnderWay == 0 ? DEFAULT_MAX_CHECKS_UNDER_WAY : maxChecksUnderWay,
                maxPerTarget == 0 ? DEFAULT_MAX_PER_TARGET : maxPerTarget,
                maxPerSecond == 0 ? DEFAULT_MAX_PER_SECOND : maxPerSecond,
                maxPrograms == 0 ? DEFAULT_MAX_PROGRAMS : maxPrograms);
    }

    private static void once(boolean unset, String what) {
        if (!unset) {
            throw new IllegalStateException(what + " is set already");
        }
    }
}
