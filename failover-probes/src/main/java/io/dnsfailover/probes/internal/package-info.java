/**
 * How checks run: one loop with all sockets of TCP and UDP and all deadlines, an HTTP client on a few threads of its
 * own, and small pools that resolve names, compute handshakes and start programs. A kind of check is an
 * {@link io.dnsfailover.probes.internal.Ask}, from which each check makes a conversation. Knows nothing of specifications; {@link io.dnsfailover.probes.NetworkProber}
 * translates them. Not exported.
 */
@NullMarked
package io.dnsfailover.probes.internal;

import org.jspecify.annotations.NullMarked;
