package io.dnsfailover.model;

import java.net.InetAddress;

/**
 * The addresses that begin with the same bits, such as {@code 192.0.2.0/24}.
 *
 * @param address an address of them; bits behind the prefix must be zero
 * @param length how many bits they share: 0 to 32 for IPv4, 0 to 128 for IPv6
 */
public record AddressPrefix(InetAddress address, int length) {
    /** Checks the length, and that nothing stands behind it: {@code 192.0.2.1/24} is more likely a slip than a network. */
    public AddressPrefix {
        byte[] octets = address.getAddress();
        if (length < 0 || length > octets.length * 8) {
            throw new IllegalArgumentException("a prefix of " + address.getHostAddress() + " has 0 to "
                    + octets.length * 8 + " bits, not " + length);
        }
        for (int bit = length; bit < octets.length * 8; bit++) {
            if ((octets[bit / 8] & (0x80 >>> bit % 8)) != 0) {
                throw new IllegalArgumentException(
                        address.getHostAddress() + "/" + length + " has bits behind its prefix");
            }
        }
    }

    /**
     * Just one address.
     *
     * @param address the address
     * @return all of its bits
     */
    public static AddressPrefix of(InetAddress address) {
        return new AddressPrefix(address, address.getAddress().length * 8);
    }

    /**
     * Reads a prefix. Never looks a name up.
     *
     * @param text an address literal with the number of bits, such as {@code 2001:db8::/32}; without it a single address
     * @return the prefix
     * @throws IllegalArgumentException when it is none
     */
    public static AddressPrefix of(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (!(Target.parse(literal) instanceof Target.Address target)) {
            throw new IllegalArgumentException("'" + Printable.of(text) + "' is no address with a number of bits");
        }
        InetAddress address = target.address();
        if (slash < 0) {
            return of(address);
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}")) {
            throw new IllegalArgumentException("'" + Printable.of(text) + "' is no address with a number of bits");
        }
        return new AddressPrefix(address, Integer.parseInt(bits));
    }

    /**
     * Whether an address is one of these.
     *
     * @param other the address
     * @return false also when it is of the other family
     */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        int whole = length / 8;
        for (int i = 0; i < whole; i++) {
            if (mine[i] != theirs[i]) {
                return false;
            }
        }
        return length % 8 == 0 || ((mine[whole] ^ theirs[whole]) & (0xFF00 >>> length % 8) & 0xFF) == 0;
    }

    /** Such as {@code 192.0.2.0/24}. */
    @Override
    public String toString() {
        return address.getHostAddress() + "/" + length;
    }
}
