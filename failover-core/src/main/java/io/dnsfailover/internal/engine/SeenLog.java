package io.dnsfailover.internal.engine;

import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.policy.FailoverPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log says of observations: one location's change of mind is worth a line, although it may move nothing; a single check
 * that does not pass is not.
 */
final class SeenLog {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointChecks.class);

    private SeenLog() {}

    static void tell(FailoverPolicy policy, Endpoint endpoint, LocationHealth before, LocationHealth after) {
        Observation latest = after.latest();
        if (latest == null) {
            return;
        }
        HealthState was = before.health().state();
        HealthState is = after.health().state();
        String place = before.location().id();
        boolean fell = is == HealthState.DOWN && was != HealthState.DOWN && was != HealthState.RECOVERING;
        boolean rose = is == HealthState.UP && was == HealthState.RECOVERING;
        if (fell || rose) {
            LOG.info(
                    "{}: {} is {} seen from {}: {}",
                    policy.name(),
                    endpoint,
                    is,
                    place,
                    latest.result().describe());
        } else if (latest.result().outcome() != Outcome.PASS && LOG.isDebugEnabled()) {
            LOG.debug(
                    "{}: {} seen from {}: {}",
                    policy.name(),
                    endpoint,
                    place,
                    latest.result().describe());
        }
    }
}
