package io.dnsfailover.probes.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * One request of a conversation, the first or what a redirect led to: where it goes, and what it asks there.
 *
 * @param address the address that is connected to, and the port
 * @param host the name for Host, in lower case; an IPv6 address without brackets
 * @param security how the connection is secured
 * @param method the method
 * @param path the path with its query
 */
record Leg(InetSocketAddress address, String host, HttpAsk.Security security, String method, String path) {
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    static int usualPort(HttpAsk.Security security) {
        return security == HttpAsk.Security.PLAIN ? HTTP_PORT : HTTPS_PORT;
    }

    /** The same at another address. */
    Leg at(InetAddress ip) {
        return new Leg(new InetSocketAddress(ip, port()), host, security, method, path);
    }

    InetAddress ip() {
        return address.getAddress();
    }

    int port() {
        return address.getPort();
    }

    boolean isSecure() {
        return security != HttpAsk.Security.PLAIN;
    }

    String scheme() {
        return isSecure() ? "https" : "http";
    }

    /** The port for the Host header; -1 for the usual one. */
    int shownPort() {
        return port() == usualPort(security) ? -1 : port();
    }

    URI uri() {
        return URI.create(scheme() + "://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port() + path);
    }
}
