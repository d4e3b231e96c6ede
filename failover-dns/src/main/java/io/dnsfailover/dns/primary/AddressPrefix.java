package io.dnsfailover.dns.primary;

import io.dnsfailover.model.Printable;
import io.dnsfailover.model.Target;
import java.net.InetAddress;

/**
 * A range of addresses, such as {@code 192.0.2.0/24}.
 *
 * @param address its first address
 * @param length how many bits count
 */
record AddressPrefix(InetAddress address, int length) {
    /** Just one address. */
    static AddressPrefix of(InetAddress address) {
        return new AddressPrefix(address, address.getAddress().length * 8);
    }

    /** Reads an address, alone or with the length of the prefix behind a slash. Never looks a name up. */
    static AddressPrefix parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (!(Target.parse(literal) instanceof Target.Address target)) {
            throw new IllegalArgumentException("'" + Printable.of(text) + "' is not an address or network");
        }
        InetAddress address = target.address();
        int bits = address.getAddress().length * 8;
        String digits = slash < 0 ? Integer.toString(bits) : text.substring(slash + 1);
        if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > bits) {
            throw new IllegalArgumentException(
                    "'" + Printable.of(text) + "' has no prefix length from 0 to " + bits + " behind its slash");
        }
        AddressPrefix prefix = new AddressPrefix(address, Integer.parseInt(digits));
        if (!prefix.isFirst()) {
            throw new IllegalArgumentException("'" + Printable.of(text) + "' has bits set beyond its prefix");
        }
        return prefix;
    }

    boolean contains(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            if (bit(ours, bit) != bit(theirs, bit)) {
                return false;
            }
        }
        return true;
    }

    private boolean isFirst() {
        byte[] octets = address.getAddress();
        for (int bit = length; bit < octets.length * 8; bit++) {
            if (bit(octets, bit) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] octets, int bit) {
        return (octets[bit / 8] >>> (7 - bit % 8)) & 1;
    }

    @Override
    public String toString() {
        return new Target.Address(address).rdata() + "/" + length;
    }
}
