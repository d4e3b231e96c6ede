package io.dnsfailover.probes;

import io.dnsfailover.model.Target;
import java.net.InetAddress;

/**
 * A proxy between a check and its endpoint. The proxy is told the endpoint's address and never a name: it cannot lead the
 * check elsewhere by resolving.
 *
 * <p>Trouble with the proxy itself is ours: no connection to it, or its refusal to help, is
 * {@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}. When it says that it cannot reach the endpoint (502, 504) the check
 * fails as {@link io.dnsfailover.model.Reason#UNREACHABLE}.
 *
 * @param address the proxy's address
 * @param port 1 to 65535
 * @param way how it is asked
 */
public record HttpProxy(InetAddress address, int port, Way way) {
    /** How a proxy is asked to help. */
    public enum Way {
        /** By CONNECT (RFC 9110 section 9.3.6): what goes through is between the check and the endpoint. */
        TUNNEL,
        /** By a request with the whole address in it (RFC 9112 section 3.2.2); for plain HTTP. */
        FORWARD;

        /** In lower case. */
        @Override
        public String toString() {
            return this == TUNNEL ? "tunnel" : "forward";
        }
    }

    /**
     * A proxy that makes a tunnel.
     *
     * @param address an IPv4 or IPv6 literal
     * @param port 1 to 65535
     * @return the proxy
     * @throws IllegalArgumentException when the address is none
     */
    public static HttpProxy tunnel(String address, int port) {
        return new HttpProxy(literal(address), port, Way.TUNNEL);
    }

    /**
     * A proxy that passes requests on. It puts the endpoint's address into the Host header, so that a check with a host
     * of its own needs a tunnel.
     *
     * @param address an IPv4 or IPv6 literal
     * @param port 1 to 65535
     * @return the proxy
     * @throws IllegalArgumentException when the address is none
     */
    public static HttpProxy forward(String address, int port) {
        return new HttpProxy(literal(address), port, Way.FORWARD);
    }

    private static InetAddress literal(String text) {
        if (Target.parse(text) instanceof Target.Address target) {
            return target.address();
        }
        throw new IllegalArgumentException("a proxy must be an IP address, not a name");
    }

    /** Such as {@code tunnel 192.0.2.1 port 3128}. */
    @Override
    public String toString() {
        return way + " " + new Target.Address(address).rdata() + " port " + port;
    }
}
