package io.dnsfailover.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One step of the way to an endpoint: who answered the packets that were sent to live for that many routers.
 *
 * @param ttl the time to live (hop limit) of those packets, 1 to 255
 * @param sent how many packets were sent, from 1
 * @param responders who answered; empty when nobody did; several where the way is spread over parallel routers
 */
public record Hop(int ttl, int sent, List<Responder> responders) {
    private static final int MAX_TTL = 255;

    /** Copies the list and checks the numbers. */
    public Hop {
        if (ttl < 1 || ttl > MAX_TTL) {
            throw new IllegalArgumentException("ttl of a hop must be 1 to 255, not " + ttl);
        }
        if (sent < 1) {
            throw new IllegalArgumentException("packets sent to hop " + ttl + " must be at least 1, not " + sent);
        }
        responders = List.copyOf(responders);
        int answers = responders.stream()
                .mapToInt(responder -> responder.rtts().size())
                .sum();
        if (answers > sent) {
            throw new IllegalArgumentException(
                    "hop " + ttl + " has " + answers + " answers to " + sent + " packets: one packet has one at most");
        }
    }

    /**
     * One router, or the endpoint itself.
     *
     * @param address its address; its host name is never looked up through this value
     * @param name what the reverse DNS calls it, made {@link Printable} here; null when it was not asked or has none
     * @param rtts the round-trip time of each answer, in the order of sending; one at least
     * @param annotations what else it said, such as {@code !H} (host unreachable, as traceroute prints it) or an MPLS
     *     label; each made {@link Printable} here
     */
    public record Responder(InetAddress address, @Nullable String name, List<Duration> rtts, List<String> annotations) {
        /** Escapes and cuts the foreign text, and copies the lists. */
        public Responder {
            name = name == null ? null : Printable.of(name);
            rtts = List.copyOf(rtts);
            annotations = annotations.stream().map(Printable::of).toList();
            if (rtts.isEmpty()) {
                throw new IllegalArgumentException("a responder answered at least once: it has a round-trip time");
            }
        }

        /**
         * A responder of which only address and times are known.
         *
         * @param address its address
         * @param rtts the round-trip time of each answer, one at least
         * @return the responder, without a name and annotations
         */
        public static Responder of(InetAddress address, Duration... rtts) {
            return new Responder(address, null, List.of(rtts), List.of());
        }
    }

    /**
     * Packets that were answered by nobody.
     *
     * @return 0 to {@link #sent()}
     */
    public int lost() {
        return sent
                - responders.stream()
                        .mapToInt(responder -> responder.rtts().size())
                        .sum();
    }

    /**
     * Tells whether nobody answered.
     *
     * @return true when there is no responder
     */
    public boolean isSilent() {
        return responders.isEmpty();
    }
}
