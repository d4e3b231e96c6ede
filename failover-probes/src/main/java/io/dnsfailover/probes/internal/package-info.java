/**
 * How checks run: one loop with all sockets of TCP and UDP and all deadlines, an HTTP client on a few threads of its
 * own, and a small pool that resolves names. Knows nothing of specifications; {@link io.dnsfailover.probes.NetworkProber}
 * translates them. Not exported.
 */
@NullMarked
package io.dnsfailover.probes.internal;

import org.jspecify.annotations.NullMarked;
