package io.dnsfailover.probes.internal;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is reached.
 *
 * @param port where to; 0 for a check that has no ports
 * @param source the address to come from; null lets the system choose
 */
record Way(int port, @Nullable InetAddress source) {}
