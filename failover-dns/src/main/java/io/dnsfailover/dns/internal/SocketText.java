package io.dnsfailover.dns.internal;

import io.dnsfailover.model.Target;
import java.net.InetSocketAddress;

/** How addresses with a port, and hosts before one, are written. */
public final class SocketText {
    private SocketText() {}

    /**
     * An address with its port.
     *
     * @param address one that is resolved
     * @return such as {@code 192.0.2.53:53} or {@code [2001:db8::53]:53}
     */
    public static String of(InetSocketAddress address) {
        return host(new Target.Address(address.getAddress()).rdata()) + ":" + address.getPort();
    }

    /**
     * Checks that an address is one.
     *
     * @param what what is there, for the message
     * @param address an address that a host gave
     * @return the same
     * @throws IllegalArgumentException when it is a name that was not resolved
     */
    public static InetSocketAddress resolved(String what, InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("the " + what + " " + address + " must be an address");
        }
        return address;
    }

    /**
     * A host as it stands before a port.
     *
     * @param name a name or an address literal
     * @return the same, an IPv6 address in brackets
     */
    public static String host(String name) {
        return name.contains(":") ? "[" + name + "]" : name;
    }
}
