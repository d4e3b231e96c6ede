package io.dnsfailover.probes;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.probes.internal.Ask;
import io.dnsfailover.probes.internal.PingAsk;
import java.util.List;

/**
 * Checks that an address answers one ICMP echo request, which the system's {@code ping} sends: this process needs no privileges.
 *
 * <p>A machine that answers may still serve nothing: where there is a service, check the service. No reply, as of a firewall that
 * drops echo requests, is {@link io.dnsfailover.model.Reason#RESPONSE_TIMEOUT}; what a router says
 * {@link io.dnsfailover.model.Reason#UNREACHABLE}. Without a program {@code ping} in {@code /usr/bin}, {@code /bin}, {@code /usr/sbin} or
 * {@code /sbin}, without permission, or without a route of our own the check says nothing
 * ({@link io.dnsfailover.model.Reason#LOCAL_TROUBLE}). The program gets the address and fixed arguments, and nothing else; it is killed at the
 * deadline. How many run together is bounded by {@link NetworkProberBuilder#maxPrograms}. One process for each check: meant for tens
 * of endpoints, not for thousands.
 *
 * <p>An immutable value, and all of them are equal.
 */
public final class PingProbe implements ProbeSpec {
    private static final PingProbe ONCE = new PingProbe();

    private PingProbe() {}

    /**
     * One echo request.
     *
     * @return the specification
     */
    public static PingProbe once() {
        return ONCE;
    }

    @Override
    public String type() {
        return "ping";
    }

    /** There are no ports. */
    @Override
    public int port() {
        return 0;
    }

    /** There is nothing to get wrong. */
    @Override
    public List<Violation> violations() {
        return List.of();
    }

    Ask ask() {
        return PingAsk.usual();
    }

    @Override
    public String toString() {
        return "ping";
    }
}
