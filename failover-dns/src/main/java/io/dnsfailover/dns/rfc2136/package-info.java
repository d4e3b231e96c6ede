/**
 * Publishes decisions to a name server with DNS UPDATE (RFC 2136), signed with TSIG (RFC 8945).
 */
@NullMarked
package io.dnsfailover.dns.rfc2136;

import org.jspecify.annotations.NullMarked;
