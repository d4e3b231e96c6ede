/**
 * Answers DNS queries from the present decisions, inside a host's own DNS server or with a listener of its own.
 */
@NullMarked
package io.dnsfailover.dns.answer;

import org.jspecify.annotations.NullMarked;
