package io.dnsfailover.notify.collect;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;

/**
 * Where a trace leads to: what two policies point at under different names is one destination.
 *
 * @param target the address or name
 * @param port the port that is checked; 0 for none
 * @param endpoint one endpoint with that target, for its name
 */
record Destination(Target target, int port, Endpoint endpoint) {
    static Destination of(FailoverPolicy policy, Endpoint endpoint) {
        int port = endpoint.port() != 0 ? endpoint.port() : policy.probe().port();
        return new Destination(endpoint.target(), port, endpoint);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Destination that && target.equals(that.target) && port == that.port;
    }

    @Override
    public int hashCode() {
        return target.hashCode() * 31 + port;
    }
}
