package io.dnsfailover.model;

import com.google.common.base.CharMatcher;
import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where an endpoint is: an IP address, or a host name for the alias types. */
public sealed interface Target {
    /**
     * An IP address.
     *
     * @param address the address; its host name is never looked up
     */
    record Address(InetAddress address) implements Target {
        private static final int IPV4_NETWORK_OCTETS = 3;
        private static final int IPV6_NETWORK_OCTETS = 6;

        @Override
        public String rdata() {
            return InetAddresses.toAddrString(address);
        }

        @Override
        public String network() {
            byte[] octets = address.getAddress();
            boolean short4 = address instanceof Inet4Address;
            Arrays.fill(octets, short4 ? IPV4_NETWORK_OCTETS : IPV6_NETWORK_OCTETS, octets.length, (byte) 0);
            return InetAddresses.toAddrString(withOctets(octets)) + (short4 ? "/24" : "/48");
        }

        private static InetAddress withOctets(byte[] octets) {
            try {
                return InetAddress.getByAddress(octets);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException("an address has 4 or 16 octets, not " + octets.length, e);
            }
        }

        @Override
        public boolean fits(RecordType type) {
            return type == (address instanceof Inet4Address ? RecordType.A : RecordType.AAAA);
        }

        @Override
        public String toString() {
            return rdata();
        }
    }

    /**
     * A host name.
     *
     * @param name the absolute name
     */
    record Name(DnsName name) implements Target {
        @Override
        public String rdata() {
            return name.folded();
        }

        @Override
        public String network() {
            String folded = name.folded();
            int lastDot = folded.lastIndexOf('.', folded.length() - 2);
            return folded.substring(folded.lastIndexOf('.', lastDot - 1) + 1);
        }

        @Override
        public boolean fits(RecordType type) {
            return !type.holdsAddresses();
        }

        @Override
        public String toString() {
            return name.toString();
        }
    }

    /**
     * Reads an IP literal or an absolute name. Literals are strict: {@code 127.1}, {@code 2130706433} and
     * {@code 0177.0.0.1} are refused, as are zone identifiers ({@code fe80::1%eth0}).
     *
     * @param text an IPv4 or IPv6 literal without brackets, or a name with its final dot
     * @return the target
     * @throws IllegalArgumentException when it is neither; the message names the rule
     */
    static Target parse(String text) {
        boolean strict =
                text.indexOf('%') < 0 && CharMatcher.ascii().matchesAllOf(text); // Guava takes digits of any script
        if (strict && InetAddresses.isInetAddress(text)) {
            return new Address(InetAddresses.forString(text));
        }
        if (text.endsWith(".")) {
            return new Name(DnsName.of(text));
        }
        throw new IllegalArgumentException("'" + Printable.of(text)
                + "' is neither an IP address nor an absolute name (a name must end in a dot)");
    }

    /**
     * The target as the data of a record, in canonical form.
     *
     * @return an address as of RFC 5952, or a name in lower case
     */
    String rdata();

    /**
     * The network that the target shares with its neighbours: what one outage takes away as a whole. Coarse on purpose, for
     * targets that are taken for one network although they are two are only judged with more care.
     *
     * @return the /24 of an IPv4 address such as {@code 192.0.2.0/24}, the /48 of an IPv6 address, the last two labels of a name
     */
    String network();

    /**
     * Tells whether a record of the type can hold this target.
     *
     * @param type a record type
     * @return true for an IPv4 address and A, an IPv6 address and AAAA, a name and CNAME or ANAME
     */
    boolean fits(RecordType type);
}
