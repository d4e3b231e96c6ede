package io.dnsfailover.probes.internal;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is reached.
 *
 * @param port where to; 0 for a check that has no ports
 * @param host what the endpoint is called: its name without the final dot, or its address
 * @param source the address to come from; null lets the system choose
 * @param facilities what all checks share
 */
record Way(int port, String host, @Nullable InetAddress source, Facilities facilities) {}
