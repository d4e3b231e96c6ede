package io.dnsfailover.dns.proof;

import io.dnsfailover.model.Target;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses of servers as a proof writes them, such as {@code 192.0.2.53 port 53}. */
final class ServerAddress {
    private static final Pattern TEXT = Pattern.compile("(\\S{1,45}) port ([1-9][0-9]{0,4})");
    private static final int MAX_PORT = 65_535;

    private ServerAddress() {}

    static String text(InetSocketAddress address) {
        return new Target.Address(address.getAddress()).rdata() + " port " + address.getPort();
    }

    static InetSocketAddress parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (parts.matches() && Target.parse(parts.group(1)) instanceof Target.Address address) {
            int port = Integer.parseInt(parts.group(2));
            if (port <= MAX_PORT) {
                return new InetSocketAddress(address.address(), port);
            }
        }
        throw new IllegalArgumentException(
                "a server is at an address such as '192.0.2.53 port 53', not at '" + text + "'");
    }
}
