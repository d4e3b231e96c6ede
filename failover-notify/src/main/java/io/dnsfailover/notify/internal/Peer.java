package io.dnsfailover.notify.internal;

/**
 * Where a connection leads.
 *
 * @param host a host name or an IP literal; what a certificate has to name
 * @param port 1 to 65535
 * @param tls whether TLS begins with the first octet
 */
public record Peer(String host, int port, boolean tls) {
    /** Host and port, an IPv6 literal in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
