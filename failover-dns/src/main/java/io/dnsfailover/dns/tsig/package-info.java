/** Transaction signatures (RFC 8945): the keys that name servers and we know each other by. */
@NullMarked
package io.dnsfailover.dns.tsig;

import org.jspecify.annotations.NullMarked;
