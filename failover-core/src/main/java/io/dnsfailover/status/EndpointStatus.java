package io.dnsfailover.status;

import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.health.Warning;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Moment;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.readiness.Readiness;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One endpoint as it stood at the last evaluation of its record.
 *
 * @param endpoint the endpoint
 * @param measured the last verdict of the quorum; UNDECIDED before the first
 * @param since when that was reached
 * @param order the operator's order in force; null when there is none
 * @param locations each location's view
 * @param readiness how ready it is to take over; null for the endpoint in use, and before it is known
 * @param warnings what is warned of it, one for each kind
 */
public record EndpointStatus(
        Endpoint endpoint,
        Verdict measured,
        Moment since,
        @Nullable StandingOrder order,
        List<LocationHealth> locations,
        @Nullable Readiness readiness,
        List<Warning> warnings) {
    /** Copies the lists. */
    public EndpointStatus {
        warnings = List.copyOf(warnings);
        locations = List.copyOf(locations);
    }
}
