package io.dnsfailover.probes.internal;

import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Target;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
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

    /** Says which of them may be connected to. */
    @FunctionalInterface
    interface Gate {
        /** Why an address may not be connected to, in a word or two; null when it may. */
        @Nullable
        String refusal(InetAddress address);
    }

    /** A name that leads nowhere we may go. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1;

        RefusedException(String message) {
            super(message);
        }
    }

    private static final int THREADS = 2;
    private static final int MAX_WAITING = 1024;

    private final Lookup lookup;
    private final Gate gate;
    private final NetLoop loop;
    private final @Nullable InetAddress source;
    private final ExecutorService pool;

    Resolver(Lookup lookup, Gate gate, NetLoop loop, @Nullable InetAddress source, ProbeThreads threads) {
        this.lookup = lookup;
        this.gate = gate;
        this.loop = loop;
        this.source = source;
        this.pool = threads.pool("resolver", THREADS, MAX_WAITING);
    }

    /** Calls back on the loop, with an address that may be connected to; ends the check when there is none. */
    void resolve(DnsName name, Check check, Consumer<InetAddress> then) {
        try {
            pool.execute(() -> {
                if (!check.ended()) {
                    lookUp(name, check, then);
                }
            });
        } catch (RejectedExecutionException e) {
            check.end(Reason.LOCAL_TROUBLE, "more than " + MAX_WAITING + " names wait for the resolver");
        }
    }

    private void lookUp(DnsName name, Check check, Consumer<InetAddress> then) {
        try {
            InetAddress found = choose(name, lookup.lookup(name));
            loop.execute(() -> then.accept(found));
        } catch (RefusedException e) {
            check.end(Reason.ADDRESS_REFUSED, String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            check.end(Reason.UNRESOLVED, "name " + name + " could not be resolved: " + e.getMessage());
        } catch (Throwable t) { // a host's own lookup may throw anything
            check.end(Check.broken(t));
        }
    }

    /** The first address that the source address can reach and that may be connected to: whatever is not is left out. */
    private InetAddress choose(DnsName name, List<InetAddress> found) throws UnknownHostException, RefusedException {
        InetAddress from = source;
        InetAddress refused = null;
        for (InetAddress address : found) {
            if (from == null || address instanceof Inet4Address == from instanceof Inet4Address) {
                if (gate.refusal(address) == null) {
                    return address;
                }
                refused = refused == null ? address : refused;
            }
        }
        if (refused == null) {
            throw new UnknownHostException(name + " has no address that fits the source address");
        }
        throw new RefusedException("name " + name + " leads to " + new Target.Address(refused).rdata() + " ("
                + gate.refusal(refused) + "), which is not allowed");
    }

    /** Ends the threads; one that sits in the system's resolver ends when that returns. */
    void close() {
        pool.shutdownNow();
    }
}
