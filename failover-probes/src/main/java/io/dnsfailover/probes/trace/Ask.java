package io.dnsfailover.probes.trace;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a program is asked. */
record Ask(InetAddress address, int port, int maxHops, boolean names) {
    /** The address as digits: nothing that was written by anybody else gets into a command. */
    String literal() {
        try {
            return InetAddress.getByAddress(address.getAddress()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 octets", e);
        }
    }

    boolean isIpv6() {
        return address instanceof Inet6Address;
    }
}
