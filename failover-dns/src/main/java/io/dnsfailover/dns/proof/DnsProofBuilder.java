package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.SetOnce;
import io.dnsfailover.dns.internal.SocketText;
import io.dnsfailover.dns.internal.lookup.Families;
import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.RecordType;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ResolverConfig;

/**
 * The settings of a {@link DnsProof}. Defaults: no lists; the delegation is not asked; when it is, the resolvers of the system, addresses of
 * both families, port 53, public addresses only; a timeout of 1 s. Servers, resolvers, networks and providers add up, everything else
 * can be set once. For one thread.
 */
public final class DnsProofBuilder {
    /** How long a server may take if nothing else is set. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

    /** Where servers are asked that the delegation leads to if nothing else is set. */
    public static final int DEFAULT_PORT = 53;

    private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);
    private static final Duration MAX_TIMEOUT = Duration.ofSeconds(5);
    private static final int MAX_PORT = 65_535;
    private static final int MAX_LISTED = 64;

    private final Map<DnsName, List<NameServer>> servers = new LinkedHashMap<>();
    private final Map<DnsName, String> providers = new HashMap<>();
    private final List<InetSocketAddress> resolvers = new ArrayList<>();
    private final Set<RecordType> families = EnumSet.noneOf(RecordType.class);
    private AddressPolicy allowed = AddressPolicy.publicOnly();
    private boolean delegation;
    private @Nullable Integer port;
    private @Nullable Duration timeout;

    DnsProofBuilder() {}

    /**
     * One more server of the list of a zone. A zone with a list has no other servers than those of it. Its address may be any:
     * naming it allows it.
     *
     * @param zone the zone, absolute
     * @param server the server at one of its addresses
     * @return this
     * @throws IllegalArgumentException when the zone is no absolute name, the address is there already, or the zone has 64 servers
     */
    public DnsProofBuilder server(String zone, NameServer server) {
        List<NameServer> list = servers.computeIfAbsent(DnsName.of(zone), ignored -> new ArrayList<>());
        if (list.stream()
                .anyMatch(other ->
                        other.name().equals(server.name()) && other.address().equals(server.address()))) {
            throw new IllegalArgumentException(server + " is a server of " + zone + " already");
        }
        if (list.size() >= MAX_LISTED) {
            throw new IllegalArgumentException(zone + " must have at most " + MAX_LISTED + " servers");
        }
        list.add(server);
        return this;
    }

    /**
     * Finds the servers of zones without a list from their delegation.
     *
     * @return this
     */
    public DnsProofBuilder delegation() {
        delegation = true;
        return this;
    }

    /**
     * One more recursive resolver to begin at. They are asked in the order in which they are given, from the one on that answered last,
     * each when the one before it said nothing about the name.
     *
     * @param resolver its address and port
     * @return this
     * @throws IllegalArgumentException when the address is not resolved
     */
    public DnsProofBuilder resolver(InetSocketAddress resolver) {
        resolvers.add(SocketText.resolved("resolver", resolver));
        return this;
    }

    /**
     * Asks servers that the delegation leads to at addresses of these families only.
     *
     * @param types {@link RecordType#A}, {@link RecordType#AAAA} or both
     * @return this
     * @throws IllegalArgumentException when there is none, or another type
     */
    public DnsProofBuilder families(RecordType... types) {
        SetOnce.check(families.isEmpty() ? null : families, "families");
        families.addAll(Families.of(types));
        return this;
    }

    /**
     * The port that the servers of parents and zones are asked at.
     *
     * @param number 1 to 65,535
     * @return this
     * @throws IllegalArgumentException when it is out of range
     */
    public DnsProofBuilder port(int number) {
        SetOnce.check(port, "port");
        if (number < 1 || number > MAX_PORT) {
            throw new IllegalArgumentException("port must be 1 to " + MAX_PORT + ", not " + number);
        }
        port = number;
        return this;
    }

    /**
     * Allows addresses that the delegation leads to, besides public ones: whoever writes a zone above could else aim our questions at
     * any machine.
     *
     * @param networks addresses, or networks such as {@code 10.0.0.0/8}
     * @return this
     * @throws IllegalArgumentException when one of them is neither; the message names the rule
     * @see AddressPolicy
     */
    public DnsProofBuilder allow(String... networks) {
        for (String network : networks) {
            allowed = allowed.allow(network);
        }
        return this;
    }

    /**
     * Names the provider of servers, where it is not their name without its first label. The longest name that fits counts.
     *
     * @param name who runs them; 1 to 255 printable characters
     * @param servers names of servers, or names that theirs lie below, absolute
     * @return this
     * @throws IllegalArgumentException when the name cannot be shown, one of the servers is no absolute name, or has a provider already
     */
    public DnsProofBuilder provider(String name, String... servers) {
        for (String server : servers) {
            DnsName suffix = DnsName.of(server);
            AuthoritativeServer unused = new AuthoritativeServer(name, suffix, "-");
            String before = providers.putIfAbsent(suffix, name);
            if (before != null) {
                throw new IllegalArgumentException(suffix + " has the provider " + before + " already");
            }
        }
        return this;
    }

    /**
     * How long a server may take, over UDP and TCP together.
     *
     * @param limit 100 ms to 5 s
     * @return this
     * @throws IllegalArgumentException when it is out of range
     */
    public DnsProofBuilder timeout(Duration limit) {
        SetOnce.check(timeout, "timeout");
        if (limit.compareTo(MIN_TIMEOUT) < 0 || limit.compareTo(MAX_TIMEOUT) > 0) {
            throw new IllegalArgumentException("timeout must be " + DurationText.of(MIN_TIMEOUT) + " to "
                    + DurationText.of(MAX_TIMEOUT) + ", not " + DurationText.of(limit));
        }
        timeout = limit;
        return this;
    }

    /**
     * Builds the proof. Asks nothing yet, and starts no thread.
     *
     * @return the proof
     * @throws IllegalArgumentException when there is neither a list nor the delegation, or settings of the delegation without it
     */
    public DnsProof build() {
        if (!delegation && servers.isEmpty()) {
            throw new IllegalArgumentException("a proof must have a list of servers, or ask the delegation");
        }
        boolean settings = !resolvers.isEmpty()
                || !families.isEmpty()
                || port != null
                || !allowed.equals(AddressPolicy.publicOnly());
        if (!delegation && settings) {
            throw new IllegalArgumentException(
                    "resolvers, families, port and allow are for the delegation, which is not to be asked");
        }
        Providers named = new Providers(providers);
        Duration limit = timeout == null ? DEFAULT_TIMEOUT : timeout;
        Map<DnsName, List<AuthoritativeServer>> listed = new HashMap<>();
        servers.forEach((zone, list) -> listed.put(
                zone, list.stream().map(server -> listed(server, named)).toList()));
        return new DnsProof(listed, named, limit, delegation ? settings(limit) : null);
    }

    private static AuthoritativeServer listed(NameServer server, Providers named) {
        String provider = server.provider();
        return provider == null
                ? named.server(server.name(), server.address())
                : new AuthoritativeServer(provider, server.name(), ServerAddress.text(server.address()));
    }

    private Delegation.Settings settings(Duration limit) {
        return new Delegation.Settings(
                resolvers.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : resolvers,
                families.isEmpty() ? EnumSet.of(RecordType.A, RecordType.AAAA) : families,
                port == null ? DEFAULT_PORT : port,
                allowed,
                limit);
    }
}
