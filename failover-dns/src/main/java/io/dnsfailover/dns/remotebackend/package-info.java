/**
 * Puts an {@code Answerer} behind PowerDNS: answers the lookups of its remote backend, so that PowerDNS serves the managed
 * names and its own zones from one port.
 */
@NullMarked
package io.dnsfailover.dns.remotebackend;

import org.jspecify.annotations.NullMarked;
