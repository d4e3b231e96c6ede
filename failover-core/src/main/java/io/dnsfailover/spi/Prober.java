package io.dnsfailover.spi;

import io.dnsfailover.policy.ProbeSpec;

/**
 * Makes the probes of one location out of their specifications, and owns the sockets and threads that they
 * share. {@code Failover} closes the probers that it was given.
 */
public interface Prober extends AutoCloseable {
    /**
     * Tells whether this prober can run a check. Asked when a policy is added, so that a check that nobody can
     * run is an error then and not silence later.
     *
     * @param spec the specification
     * @return true when {@link #prepare} accepts it
     */
    boolean supports(ProbeSpec spec);

    /**
     * Makes a probe. Called on the engine loop for each check that begins to run, with equal specifications again and again; must not
     * block. The probe is used until the prober is closed.
     *
     * @param spec a specification without violations
     * @return the running probe
     * @throws IllegalArgumentException when the specification is not supported
     */
    Probe prepare(ProbeSpec spec);

    /** Abandons all checks and frees all sockets and threads, within 1 s. Idempotent. */
    @Override
    void close();
}
