package io.dnsfailover.examples.failoverd.config;

import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import io.dnsfailover.model.Printable;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Addresses and ports as the file writes them. Nothing is looked up: a program that repairs the DNS must not need it. */
final class Places {
    private Places() {}

    /** An IP literal, such as {@code 192.0.2.1} or {@code 2001:db8::1}. */
    static InetAddress address(String text) {
        if (text.indexOf('%') >= 0 || !InetAddresses.isInetAddress(text)) {
            throw new IllegalArgumentException("must be an IP address, not '" + Printable.of(text) + "'");
        }
        return InetAddresses.forString(text);
    }

    /** An IP literal and a port, such as {@code 127.0.0.1:5300} or {@code [::1]:5300}. */
    static InetSocketAddress addressAndPort(String text, int defaultPort) {
        String rule = "must be an IP address and a port, such as 127.0.0.1:5300 or [::1]:5300, not '"
                + Printable.of(text) + "'";
        try {
            HostAndPort parsed = HostAndPort.fromString(text).withDefaultPort(defaultPort);
            return new InetSocketAddress(address(parsed.getHost()), parsed.getPort());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** As it is read: {@code 127.0.0.1:5300} or {@code [::1]:5300}. */
    static String text(InetSocketAddress place) {
        return HostAndPort.fromParts(InetAddresses.toUriString(place.getAddress()), place.getPort())
                .toString();
    }
}
