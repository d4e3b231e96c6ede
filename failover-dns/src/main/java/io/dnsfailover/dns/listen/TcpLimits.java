package io.dnsfailover.dns.listen;

import java.time.Duration;

/**
 * What TCP clients may take.
 *
 * @param connections open at a time, of all clients
 * @param connectionsPerClient open at a time, of one IPv4 address or one IPv6 /64
 * @param idle how long a connection stays without a query that is answered completely
 */
record TcpLimits(int connections, int connectionsPerClient, Duration idle) {}
