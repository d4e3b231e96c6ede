/**
 * Listens for DNS queries on UDP and TCP and has them answered by a {@code QueryHandler}: for hosts that have no DNS
 * server of their own.
 */
@NullMarked
package io.dnsfailover.dns.listen;

import org.jspecify.annotations.NullMarked;
