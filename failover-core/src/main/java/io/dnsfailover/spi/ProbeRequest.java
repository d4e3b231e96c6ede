package io.dnsfailover.spi;

import io.dnsfailover.model.Endpoint;
import java.time.Duration;

/**
 * One check to make.
 *
 * @param endpoint what to check; where several policies check the same target in the same way, this is the endpoint of one of them,
 *     and its id says nothing
 * @param port the port to check: the endpoint's own, else the specification's; 0 when the check has no ports
 * @param timeout the hard deadline over everything, name resolution included, counted from the call
 */
public record ProbeRequest(Endpoint endpoint, int port, Duration timeout) {}
