package io.dnsfailover.probes.trace;

/** What kind of packets a trace sends. */
public enum TraceMode {
    /**
     * TCP SYN to the port of the request: what firewalls let pass best, and what the check itself meets. Needs root or
     * {@code CAP_NET_RAW} on Linux, and a request with a port.
     */
    TCP,
    /** ICMP echo. Needs root, {@code CAP_NET_RAW}, or a group in {@code net.ipv4.ping_group_range} on Linux. */
    ICMP,
    /** UDP to ports that nobody should use. Works without a privilege on Linux; many endpoints never answer it. */
    UDP
}
