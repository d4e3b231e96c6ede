package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Target;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint is reached.
 *
 * @param port where to; 0 for a check that has no ports
 * @param target the endpoint
 * @param source the address to come from; null lets the system choose
 * @param facilities what all checks share
 */
record Way(int port, Target target, @Nullable InetAddress source, Facilities facilities) {
    /** What the endpoint is called: its name without the final dot, or its address. */
    String host() {
        String text = target.rdata();
        return target instanceof Target.Name ? text.substring(0, text.length() - 1) : text;
    }
}
