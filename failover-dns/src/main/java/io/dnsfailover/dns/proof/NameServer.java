package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.internal.SocketText;
import io.dnsfailover.model.AuthoritativeServer;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Target;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * An authoritative server of a list, at one of its addresses. An immutable value.
 *
 * @param name its name as NS records have it
 * @param address where it is asked
 * @param provider who runs it; null for what {@link DnsProofBuilder#provider} says of its name
 */
public record NameServer(
        DnsName name, InetSocketAddress address, @Nullable String provider) {
    private static final int DNS_PORT = 53;

    /** Checks the address and the provider. */
    public NameServer {
        if (address.isUnresolved() || address.getPort() == 0) {
            throw new IllegalArgumentException(
                    "the name server " + name + " must have an address and a port, not " + address);
        }
        if (provider != null) {
            AuthoritativeServer unused = new AuthoritativeServer(provider, name, ServerAddress.text(address));
        }
    }

    /**
     * A server on port 53.
     *
     * @param name its name as NS records have it, absolute
     * @param address its address, a literal
     * @return the server
     * @throws IllegalArgumentException when the name is not absolute, or the address is none
     */
    public static NameServer of(String name, String address) {
        DnsName read = DnsName.of(name);
        if (Target.parse(address) instanceof Target.Address target) {
            return new NameServer(read, new InetSocketAddress(target.address(), DNS_PORT), null);
        }
        throw new IllegalArgumentException("the name server " + read + " must have an address, not '" + address + "'");
    }

    /**
     * The same on another port.
     *
     * @param port 1 to 65,535
     * @return a copy
     */
    public NameServer port(int port) {
        return new NameServer(name, new InetSocketAddress(address.getAddress(), port), provider);
    }

    /**
     * The same of a provider.
     *
     * @param who who runs it: the servers of one provider are expected to fail together; 1 to 255 printable characters
     * @return a copy
     */
    public NameServer provider(String who) {
        return new NameServer(name, address, who);
    }

    /** Such as {@code ns1.example.net. (192.0.2.53:53)}. */
    @Override
    public String toString() {
        return name + " (" + SocketText.of(address) + ")";
    }
}
