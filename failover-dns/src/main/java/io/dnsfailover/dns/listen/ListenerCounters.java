package io.dnsfailover.dns.listen;

/**
 * What a {@link DnsListener} has seen since it was started. The numbers are read one after another while it works, so
 * they need not fit each other to the last query.
 *
 * @param udpQueries datagrams that came in
 * @param tcpQueries messages that came in over TCP
 * @param dropped of both, those that got no response: too short or too long, a response, from port 0, dropped by the
 *     handler, above the rate limit, failed, or not to be sent
 * @param failed of the dropped, those on which the handler threw or broke its contract
 * @param rateLimited of the dropped, those above the {@link RateLimit}
 * @param rateSlipped answers that were sent truncated because they were above it
 * @param tcpConnections connections that were accepted
 * @param tcpRefused connections that were closed at once because too many were open, in all or of that client
 * @param tcpTimedOut connections that were closed because nothing was asked, or an answer was not taken, in time
 */
public record ListenerCounters(
        long udpQueries,
        long tcpQueries,
        long dropped,
        long failed,
        long rateLimited,
        long rateSlipped,
        long tcpConnections,
        long tcpRefused,
        long tcpTimedOut) {}
