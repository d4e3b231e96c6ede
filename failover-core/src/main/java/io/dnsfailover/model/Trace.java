package io.dnsfailover.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way that packets took from one location to one address, as far as routers told. A picture of the network for
 * people: it is never evidence of an endpoint's health.
 *
 * @param destination the address that was traced; null when it came to none, because a name did not resolve
 * @param hops the steps in the order of their time to live, without gaps from the first: one that nobody answered is there and silent
 * @param ending how it ended
 * @param detail one line for people, such as why it could not be made; made {@link Printable} here; empty when there is
 *     nothing to add
 * @param started when it began
 * @param took how long it took
 */
public record Trace(
        @Nullable InetAddress destination,
        List<Hop> hops,
        Ending ending,
        String detail,
        Moment started,
        Duration took) {
    /** How a trace ends. */
    public enum Ending {
        /** The destination answered. */
        REACHED,
        /** A router, or the destination, said that there is no way on. */
        UNREACHABLE,
        /** So many hops in a row were silent that the trace gave up. */
        SILENT,
        /** The bound on hops was reached: a loop, or a long way. */
        TOO_LONG,
        /** The deadline passed first, or the trace was cancelled. */
        INCOMPLETE,
        /** It could not be made from here: no privilege, no program, no socket, no address. Says nothing of the way. */
        NOT_POSSIBLE
    }

    /** Escapes and cuts the detail, copies the hops and checks their order. */
    public Trace {
        detail = Printable.of(detail);
        hops = List.copyOf(hops);
        for (int i = 1; i < hops.size(); i++) {
            if (hops.get(i).ttl() != hops.get(i - 1).ttl() + 1) {
                throw new IllegalArgumentException("hop " + hops.get(i).ttl() + " follows hop "
                        + hops.get(i - 1).ttl() + ": hops stand in the order of their time to live, without gaps");
            }
        }
    }

    /**
     * A trace that could not be made.
     *
     * @param detail why, one line for people
     * @param started when it was asked for
     * @return a trace without hops
     */
    public static Trace notPossible(String detail, Moment started) {
        return new Trace(null, List.of(), Ending.NOT_POSSIBLE, detail, started, Duration.ZERO);
    }

    /**
     * The last hop that anybody answered.
     *
     * @return the hop; null when none was answered
     */
    public @Nullable Hop lastAnswered() {
        for (int i = hops.size() - 1; i >= 0; i--) {
            if (!hops.get(i).isSilent()) {
                return hops.get(i);
            }
        }
        return null;
    }
}
