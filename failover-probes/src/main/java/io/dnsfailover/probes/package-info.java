/**
 * Checks of endpoints. A specification says what to check: {@link io.dnsfailover.probes.TcpProbe}, {@link io.dnsfailover.probes.UdpProbe},
 * {@link io.dnsfailover.probes.HttpProbe}, {@link io.dnsfailover.probes.DnsProbe}, {@link io.dnsfailover.probes.SmtpProbe},
 * {@link io.dnsfailover.probes.CertificateProbe}, {@link io.dnsfailover.probes.PingProbe}, {@link io.dnsfailover.probes.ExecProbe}. A
 * {@link io.dnsfailover.probes.NetworkProber} runs it.
 *
 * <p>Every limit of a check, whatever an endpoint sends: the timeout of the policy over everything; 64 KiB of a TCP
 * answer, a datagram or a body; 8 interim responses, 100 header fields and 8 KiB for each line of a head. A check opens its own
 * connection, closes it as soon as the verdict stands, and never asks twice.
 */
@NullMarked
package io.dnsfailover.probes;

import org.jspecify.annotations.NullMarked;
