/**
 * A hidden primary: the zones that hold the managed records are in this process, and any stock name server is a secondary of it by
 * zone transfer (RFC 5936, RFC 1995), told of each change by NOTIFY (RFC 1996).
 */
@NullMarked
package io.dnsfailover.dns.primary;

import org.jspecify.annotations.NullMarked;
