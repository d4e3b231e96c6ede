package io.dnsfailover.model;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses may be connected to, or published, when they come out of a name or a redirect: whoever holds a name could
 * otherwise aim our checks, or our clients, at a machine or network that is not theirs to reach. An address that a policy names
 * as a literal is not asked about: naming it lists it.
 *
 * <pre>{@code
 * AddressPolicy.publicOnly()                                  // what routes in the whole Internet
 * AddressPolicy.publicOnly().allow("10.20.0.0/16")            // and a network of our own
 * }</pre>
 *
 * <p>Refused are, unless they are allowed: what the special-purpose registries of IANA (RFC 6890) do not call globally
 * reachable, multicast, what is reserved, everything in IPv6 outside 2000::/3, and the prefixes that carry an IPv4 address
 * inside an IPv6 one (mapped, compatible, NAT64, 6to4, Teredo), whatever that address is. An immutable value; pure.
 */
public final class AddressPolicy {
    /**
     * A network.
     *
     * @param written how it was written
     * @param octets its address: 4 or 16
     * @param bits how many bits of it count
     * @param what what it is, for people
     */
    @SuppressWarnings("ArrayRecordComponent") // private, never compared, never changed
    private record Network(String written, byte[] octets, int bits, String what) {
        static Network of(String cidr, String what) {
            int slash = cidr.indexOf('/');
            String literal = slash < 0 ? cidr : cidr.substring(0, slash);
            byte[] octets = octets(cidr, literal);
            int all = octets.length * Byte.SIZE;
            int bits = slash < 0 ? all : bits(cidr, cidr.substring(slash + 1), all);
            for (int bit = bits; bit < all; bit++) {
                if (bit(octets, bit) != 0) {
                    throw wrong(cidr, "has bits set beyond its prefix of " + bits);
                }
            }
            return new Network(cidr, octets, bits, what);
        }

        private static byte[] octets(String cidr, String literal) {
            try {
                if (Target.parse(literal) instanceof Target.Address target) {
                    byte[] octets = target.address().getAddress();
                    return literal.indexOf(':') >= 0 ? mapped(octets) : octets;
                }
            } catch (IllegalArgumentException e) {
                // not even a name: the rule below says what it must be
            }
            throw wrong(cidr, "must be an IP address, or a network such as 10.0.0.0/8");
        }

        /** The JDK makes an IPv4 address of an IPv4-mapped one of IPv6. */
        private static byte[] mapped(byte[] octets) {
            if (octets.length == IPV6_OCTETS) {
                return octets;
            }
            byte[] mapped = new byte[IPV6_OCTETS];
            mapped[10] = (byte) 0xff;
            mapped[11] = (byte) 0xff;
            System.arraycopy(octets, 0, mapped, IPV6_OCTETS - octets.length, octets.length);
            return mapped;
        }

        private static int bits(String cidr, String text, int most) {
            if (!text.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(text) > most) {
                throw wrong(cidr, "must have a prefix of 0 to " + most);
            }
            return Integer.parseInt(text);
        }

        private static IllegalArgumentException wrong(String cidr, String rule) {
            return new IllegalArgumentException("the network '" + Printable.of(cidr) + "' " + rule);
        }

        boolean contains(byte[] address) {
            if (address.length != octets.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (bit(address, bit) != bit(octets, bit)) {
                    return false;
                }
            }
            return true;
        }

        private static int bit(byte[] octets, int index) {
            return octets[index / Byte.SIZE] >> (Byte.SIZE - 1 - index % Byte.SIZE) & 1;
        }
    }

    private static final int IPV6_OCTETS = 16;

    /** The first one that fits names the reason. */
    private static final List<Network> REFUSED = List.of(
            Network.of("0.0.0.0/8", "this network"),
            Network.of("10.0.0.0/8", "private use"),
            Network.of("100.64.0.0/10", "carrier-grade NAT"),
            Network.of("127.0.0.0/8", "loopback"),
            Network.of("169.254.0.0/16", "link-local"),
            Network.of("172.16.0.0/12", "private use"),
            Network.of("192.0.0.0/24", "protocol assignments"),
            Network.of("192.0.2.0/24", "documentation"),
            Network.of("192.88.99.0/24", "6to4 relays"),
            Network.of("192.168.0.0/16", "private use"),
            Network.of("198.18.0.0/15", "benchmarks"),
            Network.of("198.51.100.0/24", "documentation"),
            Network.of("203.0.113.0/24", "documentation"),
            Network.of("224.0.0.0/4", "multicast"),
            Network.of("240.0.0.0/4", "reserved"),
            Network.of("::/128", "the unspecified address"),
            Network.of("::1/128", "loopback"),
            Network.of("::ffff:0:0/96", "IPv4-mapped"),
            Network.of("::/96", "IPv4-compatible"),
            Network.of("64:ff9b::/96", "NAT64"),
            Network.of("64:ff9b:1::/48", "NAT64"),
            Network.of("100::/64", "discarded"),
            Network.of("2001::/32", "Teredo"),
            Network.of("2001:2::/48", "benchmarks"),
            Network.of("2001:10::/28", "ORCHID"),
            Network.of("2001:20::/28", "ORCHID"),
            Network.of("2001::/23", "protocol assignments"),
            Network.of("2001:db8::/32", "documentation"),
            Network.of("2002::/16", "6to4"),
            Network.of("3fff::/20", "documentation"),
            Network.of("fc00::/7", "unique local"),
            Network.of("fe80::/10", "link-local"),
            Network.of("fec0::/10", "site-local"),
            Network.of("ff00::/8", "multicast"));

    private static final Network GLOBAL_UNICAST = Network.of("2000::/3", "global unicast");
    private static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(List.of());

    private final List<Network> allowed;

    private AddressPolicy(List<Network> allowed) {
        this.allowed = allowed;
    }

    /**
     * Allows what routes in the whole Internet, and nothing else; the default wherever there is one.
     *
     * @return the policy
     */
    public static AddressPolicy publicOnly() {
        return PUBLIC_ONLY;
    }

    /**
     * Allows a network besides. What carries an IPv4 address inside an IPv6 one is not the IPv4 address: allowing
     * 10.0.0.0/8 does not allow 64:ff9b::a00:1.
     *
     * @param network an address, or a network such as {@code 10.0.0.0/8} or {@code fd00::/8}, without bits beyond its
     *     prefix
     * @return a copy
     * @throws IllegalArgumentException when it is neither; the message names the rule
     */
    public AddressPolicy allow(String network) {
        List<Network> more = new ArrayList<>(allowed);
        more.add(Network.of(network, "allowed"));
        return new AddressPolicy(List.copyOf(more));
    }

    /**
     * Why an address is refused.
     *
     * @param address an address; an IPv4-mapped one of IPv6 is what it was made as, which for most ways of the JDK
     *     is an IPv4 address
     * @return the kind of its network, such as {@code loopback}; empty when it is allowed
     */
    public Optional<String> refusal(InetAddress address) {
        byte[] octets = address.getAddress();
        if (allowed.stream().anyMatch(network -> network.contains(octets))) {
            return Optional.empty();
        }
        Optional<String> special = REFUSED.stream()
                .filter(network -> network.contains(octets))
                .map(Network::what)
                .findFirst();
        boolean outside = octets.length == IPV6_OCTETS && !GLOBAL_UNICAST.contains(octets);
        return special.isPresent() || !outside ? special : Optional.of("not global unicast");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressPolicy policy && toString().equals(policy.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    /** Such as {@code public addresses and 10.20.0.0/16}. */
    @Override
    public String toString() {
        return allowed.isEmpty()
                ? "public addresses"
                : "public addresses and "
                        + String.join(
                                ", ", allowed.stream().map(Network::written).toList());
    }
}
