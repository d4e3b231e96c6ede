package io.dnsfailover.probes.internal;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Reason;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the names of targets, once for each check, on two threads that may block. They start with the first name
 * and end when there has been none for a minute.
 */
final class Resolver {
    /** Asks for the addresses of a name; may block. */
    @FunctionalInterface
    interface Lookup {
        /** At least one address. */
        List<InetAddress> lookup(DnsName name) throws UnknownHostException;
    }

    private static final int THREADS = 2;
    private static final int MAX_WAITING = 1024;

    private final Lookup lookup;
    private final NetLoop loop;
    private final @Nullable InetAddress source;
    private final ExecutorService pool;

    Resolver(Lookup lookup, NetLoop loop, @Nullable InetAddress source, ProbeThreads threads) {
        this.lookup = lookup;
        this.loop = loop;
        this.source = source;
        this.pool = threads.pool("resolver", THREADS, MAX_WAITING);
    }

    /** Calls the check back on the loop. */
    void resolve(DnsName name, Check check) {
        try {
            pool.execute(() -> {
                if (!check.ended()) {
                    lookUp(name, check);
                }
            });
        } catch (RejectedExecutionException e) {
            check.end(Reason.LOCAL_TROUBLE, "more than " + MAX_WAITING + " names wait for the resolver");
        }
    }

    private void lookUp(DnsName name, Check check) {
        try {
            InetAddress found = choose(name, lookup.lookup(name));
            loop.execute(() -> check.resolved(found));
        } catch (UnknownHostException e) {
            check.end(Reason.UNRESOLVED, "name " + name + " could not be resolved: " + e.getMessage());
        } catch (Throwable t) { // a host's own lookup may throw anything
            check.end(Check.broken(t));
        }
    }

    /** The first address, or the first that the source address can reach. */
    private InetAddress choose(DnsName name, List<InetAddress> found) throws UnknownHostException {
        InetAddress from = source;
        return found.stream()
                .filter(a -> from == null || a instanceof Inet4Address == from instanceof Inet4Address)
                .findFirst()
                .orElseThrow(() -> new UnknownHostException(name + " has no address that fits the source address"));
    }

    /** Ends the threads; one that sits in the system's resolver ends when that returns. */
    void close() {
        pool.shutdownNow();
    }
}
