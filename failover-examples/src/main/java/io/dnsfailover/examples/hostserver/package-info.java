/**
 * A DNS server of one's own, written with dnsjava, that lets the library answer for the names that fail over and goes on
 * serving everything else from its zones.
 */
@NullMarked
package io.dnsfailover.examples.hostserver;

import org.jspecify.annotations.NullMarked;
