/**
 * Publishes to a name server by dynamic update: RFC 2136, signed with TSIG (RFC 8945), conditional on what is there and on an
 * ownership mark beside it.
 */
@NullMarked
package io.dnsfailover.dns.rfc2136;

import org.jspecify.annotations.NullMarked;
