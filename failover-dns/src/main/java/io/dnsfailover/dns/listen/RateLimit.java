package io.dnsfailover.dns.listen;

import io.dnsfailover.model.AddressPrefix;
import java.util.ArrayList;
import java.util.List;

/**
 * How many answers the clients of one network get over UDP (response-rate limiting). Queries with a forged source make a
 * server a weapon against whoever has that address; a limit for each network makes it a blunt one, and its real clients
 * still get through: of the answers above the limit every {@link #slip}th is sent without records and truncated, so that
 * they ask again over TCP, which cannot be forged and has no limit.
 *
 * <p>Each network may have the answers of one second at once, then as many as come in a second. A table of 65,536
 * networks (512 KiB) is all the memory there is: more networks at a time than that share it, and the one that was quiet for
 * longest is forgotten first.
 *
 * <pre>{@code
 * DnsListener.at(address).rateLimit(RateLimit.perSecond(200).exempt(AddressPrefix.of("192.0.2.0/24"))).start(answerer);
 * }</pre>
 *
 * @param perSecond answers a second for each network, 1 to 100,000
 * @param slip of the answers above the limit every how manieth is sent truncated: 1 for all, 0 for none, at most 15; default 2
 * @param ipv4Bits how long the prefix of an IPv4 network is, 8 to 32; default 24
 * @param ipv6Bits how long the prefix of an IPv6 network is, 16 to 64; default 56
 * @param exempt who is never limited; at most 64 prefixes, default none
 */
public record RateLimit(int perSecond, int slip, int ipv4Bits, int ipv6Bits, List<AddressPrefix> exempt) {
    private static final int DEFAULT_SLIP = 2;
    private static final int DEFAULT_IPV4_BITS = 24;
    private static final int DEFAULT_IPV6_BITS = 56;
    private static final int MAX_EXEMPT = 64;

    /** Copies the list and checks every range; the message of the exception names every mistake. */
    public RateLimit {
        exempt = List.copyOf(exempt);
        List<String> mistakes = new ArrayList<>();
        check(mistakes, "perSecond", perSecond, 1, 100_000);
        check(mistakes, "slip", slip, 0, 15);
        check(mistakes, "ipv4Bits", ipv4Bits, 8, 32);
        check(mistakes, "ipv6Bits", ipv6Bits, 16, 64);
        check(mistakes, "the number of exempt prefixes", exempt.size(), 0, MAX_EXEMPT);
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
    }

    private static void check(List<String> mistakes, String what, int value, int least, int most) {
        if (value < least || value > most) {
            mistakes.add(what + " is " + least + " to " + most + ", not " + value);
        }
    }

    /**
     * A limit with every default.
     *
     * @param answers answers a second for each network, 1 to 100,000
     * @return a limit to refine with the other methods
     */
    public static RateLimit perSecond(int answers) {
        return new RateLimit(answers, DEFAULT_SLIP, DEFAULT_IPV4_BITS, DEFAULT_IPV6_BITS, List.of());
    }

    /**
     * This limit with another slip.
     *
     * @param everyHowManieth 1 to send all answers above the limit truncated, 2 every second one, 0 none; at most 15
     * @return a copy
     */
    public RateLimit slip(int everyHowManieth) {
        return new RateLimit(perSecond, everyHowManieth, ipv4Bits, ipv6Bits, exempt);
    }

    /**
     * This limit with other networks.
     *
     * @param ipv4 the bits of an IPv4 network, 8 to 32
     * @param ipv6 the bits of an IPv6 network, 16 to 64
     * @return a copy
     */
    public RateLimit networks(int ipv4, int ipv6) {
        return new RateLimit(perSecond, slip, ipv4, ipv6, exempt);
    }

    /**
     * This limit with one more exemption.
     *
     * @param prefix who is not limited
     * @return a copy
     */
    public RateLimit exempt(AddressPrefix prefix) {
        List<AddressPrefix> more = new ArrayList<>(exempt);
        more.add(prefix);
        return new RateLimit(perSecond, slip, ipv4Bits, ipv6Bits, more);
    }
}
