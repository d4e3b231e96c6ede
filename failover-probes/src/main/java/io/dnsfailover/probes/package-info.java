/**
 * Checks of endpoints over TCP, UDP, HTTP and HTTPS: {@link io.dnsfailover.probes.TcpProbe},
 * {@link io.dnsfailover.probes.UdpProbe} and {@link io.dnsfailover.probes.HttpProbe} say what to check, and a
 * {@link io.dnsfailover.probes.NetworkProber} runs it.
 *
 * <p>Every limit of a check, whatever an endpoint sends: the timeout of the policy over everything; 64 KiB of a TCP
 * answer or of a body; 8 interim responses, 100 header fields and 8 KiB for each line of a head. A check opens its own
 * connection, closes it as soon as the verdict stands, and never asks twice.
 */
@NullMarked
package io.dnsfailover.probes;

import org.jspecify.annotations.NullMarked;
