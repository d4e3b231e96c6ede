/**
 * Publishes to PowerDNS by its HTTP API: writes record set and mark, clears the caches, and looks over DNS until the change shows.
 */
@NullMarked
package io.dnsfailover.dns.powerdns;

import org.jspecify.annotations.NullMarked;
