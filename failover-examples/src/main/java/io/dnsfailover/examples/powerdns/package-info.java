/** The names that fail over behind an authoritative PowerDNS, which serves everything else from its own zones. */
@NullMarked
package io.dnsfailover.examples.powerdns;

import org.jspecify.annotations.NullMarked;
