package io.dnsfailover.examples.failoverd.config;

import io.dnsfailover.dns.listen.DnsListener;
import io.dnsfailover.dns.listen.RateLimit;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the sockets of the embedded DNS server allow. Null is the library's default.
 *
 * @param udpThreads how many threads answer over UDP
 * @param rateLimit answers over UDP for each network; null for no limit
 * @param tcpConnections open at a time
 * @param tcpPerClient open at a time, of one client
 * @param tcpIdle how long a connection stays unused
 */
public record ListenerSettings(
        @Nullable Integer udpThreads,
        @Nullable RateLimit rateLimit,
        @Nullable Integer tcpConnections,
        @Nullable Integer tcpPerClient,
        @Nullable Duration tcpIdle) {
    /** Every default. */
    public static final ListenerSettings DEFAULT = new ListenerSettings(null, null, null, null, null);

    /**
     * Sets a listener as the file says.
     *
     * @param listener the listener
     * @return the same
     */
    public DnsListener.Builder applyTo(DnsListener.Builder listener) {
        if (udpThreads != null) {
            listener.udpThreads(udpThreads);
        }
        if (rateLimit != null) {
            listener.rateLimit(rateLimit);
        }
        if (tcpConnections != null) {
            listener.tcpConnections(tcpConnections);
        }
        if (tcpPerClient != null) {
            listener.tcpConnectionsPerClient(tcpPerClient);
        }
        if (tcpIdle != null) {
            listener.tcpIdle(tcpIdle);
        }
        return listener;
    }
}
