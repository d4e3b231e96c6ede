package io.dnsfailover.probes.trace;

import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Trace;
import java.net.InetAddress;
import java.util.List;

/**
 * What a program told of the way, so far.
 *
 * @param hops from the first, without gaps
 * @param saysReached whether the program itself said, in a word, that this was the destination
 */
record Way(List<Hop> hops, boolean saysReached) {
    /** So many silent hops in a row are enough. */
    static final int MAX_SILENT = 5;

    Way {
        hops = List.copyOf(hops);
    }

    /** How many hops at the end nobody answered. */
    int silence() {
        int silent = 0;
        for (int i = hops.size() - 1; i >= 0 && hops.get(i).isSilent(); i--) {
            silent++;
        }
        return silent;
    }

    /** Without what a program prints behind the destination. */
    Way upTo(InetAddress destination) {
        for (int i = 0; i < hops.size(); i++) {
            if (hops.get(i).responders().stream().anyMatch(responder -> isArrival(responder, destination))) {
                return new Way(hops.subList(0, i + 1), true);
            }
        }
        return this;
    }

    /**
     * How the trace ends, as far as this tells.
     *
     * @param exited whether the program ended by itself
     */
    Trace.Ending ending(int maxHops, boolean exited) {
        if (saysReached) {
            return Trace.Ending.REACHED;
        }
        if (!hops.isEmpty() && hops.get(hops.size() - 1).responders().stream().anyMatch(Way::refuses)) {
            return Trace.Ending.UNREACHABLE;
        }
        if (silence() >= MAX_SILENT) {
            return Trace.Ending.SILENT;
        }
        return exited && hops.size() == maxHops ? Trace.Ending.TOO_LONG : Trace.Ending.INCOMPLETE;
    }

    /** The destination without the protocol that was asked for ({@code !P}) is the destination. */
    private static boolean isArrival(Hop.Responder responder, InetAddress destination) {
        return responder.address().equals(destination)
                && responder.annotations().stream().noneMatch(said -> isRefusal(said) && !said.equals("!P"));
    }

    private static boolean refuses(Hop.Responder responder) {
        return responder.annotations().stream().anyMatch(Way::isRefusal);
    }

    /** Such as {@code !H}, {@code !X} and {@code !<13>}; {@code !} alone says that the answer came with a small time to live. */
    private static boolean isRefusal(String annotation) {
        return annotation.startsWith("!") && annotation.length() > 1;
    }
}
