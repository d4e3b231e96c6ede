/**
 * The way to an endpoint, router by router: a {@link io.dnsfailover.probes.trace.NetworkTracer} runs the traceroute or
 * tracepath of this machine and reads what it prints.
 *
 * <p>Every limit of a trace, whatever a program does or prints: the deadline of the request over everything; 64 KiB of
 * output; the hops that were asked for, each with 16 responders and 64 packets. At the end of a trace no process of it is left.
 */
@NullMarked
package io.dnsfailover.probes.trace;

import org.jspecify.annotations.NullMarked;
