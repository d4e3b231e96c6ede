package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.exchange.Deadline;
import io.dnsfailover.model.AddressPolicy;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the servers of zones from their delegations, and remembers where they were: a name that does not resolve now keeps the
 * addresses that it had.
 */
final class Delegation {
    private static final Logger LOG = LoggerFactory.getLogger(DnsProof.class);

    /** One deadline over all that is asked for one zone. */
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private static final int AT_ONCE = 16;
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_ADDRESSES = 32;

    /**
     * How servers are found.
     *
     * @param resolvers which recursive resolvers are asked
     * @param families which addresses of servers are looked at
     * @param port where servers are asked
     * @param allowed which addresses may be asked
     * @param timeout how long one server may take
     */
    record Settings(
            List<InetSocketAddress> resolvers,
            Set<RecordType> families,
            int port,
            AddressPolicy allowed,
            Duration timeout) {}

    /**
     * What was found of a zone.
     *
     * @param servers its name servers, in the order of their names
     * @param notes what is to be said of them, in the order in which it was found
     */
    record Found(List<Located> servers, List<String> notes) {}

    /**
     * A server at one of its addresses.
     *
     * @param name its name
     * @param address its address
     */
    record Server(DnsName name, InetSocketAddress address) {}

    private final Asker asker;
    private final Settings settings;
    private final Resolvers resolvers;
    private final Turns turns = new Turns(AT_ONCE, MAX_WAITING);
    private final Map<DnsName, Found> known = new ConcurrentHashMap<>();

    Delegation(Asker asker, Settings settings) {
        this.asker = asker;
        this.settings = settings;
        this.resolvers = new Resolvers(asker, settings.resolvers(), settings.allowed());
    }

    /** The servers of a zone, in the order of name and address; exceptionally when there are none. */
    CompletableFuture<List<Server>> servers(DnsName zone) {
        Found before = known.getOrDefault(zone, new Found(List.of(), List.of()));
        return turns.take(() -> new Walk(zone, asker, resolvers, settings, Deadline.after(LIMIT), before).run())
                .thenCompose(found -> told(zone, before, found));
    }

    private CompletableFuture<List<Server>> told(DnsName zone, Found before, Found found) {
        List<String> notes = new ArrayList<>(found.notes());
        List<Server> servers = new ArrayList<>();
        for (Located server : found.servers()) {
            if (!server.note().isEmpty()) {
                notes.add(server.name() + ": " + server.note());
            }
            for (InetAddress address : server.addresses()) {
                servers.add(new Server(server.name(), new InetSocketAddress(address, settings.port())));
            }
        }
        List<Server> unreachable = servers.stream()
                .filter(server -> !Asker.hasRoute(server.address()))
                .toList();
        if (!unreachable.isEmpty()) {
            servers.removeAll(unreachable);
            notes.add("there is no way from here to " + unreachable.size() + " of its addresses, such as "
                    + ServerAddress.text(unreachable.get(0).address()));
        }
        if (servers.size() > MAX_ADDRESSES) {
            notes.add("of " + servers.size() + " addresses the first " + MAX_ADDRESSES + " are asked");
        }
        if (servers.isEmpty()) {
            return CompletableFuture.failedFuture(new IOException(
                    "no server of " + zone + " has an address that is known, allowed and to be reached from here: "
                            + String.join("; ", notes)));
        }
        known.put(zone, new Found(found.servers(), notes));
        if (!notes.isEmpty() && !notes.equals(before.notes())) {
            LOG.warn("The delegation of {}: {}", zone, String.join("; ", notes));
        }
        return CompletableFuture.completedFuture(
                servers.stream().limit(MAX_ADDRESSES).toList());
    }
}
