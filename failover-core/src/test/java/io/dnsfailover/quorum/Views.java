package io.dnsfailover.quorum;

import io.dnsfailover.health.Health;
import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import java.time.Duration;
import java.time.Instant;

/** What locations know, made by hand. */
final class Views {
    /** The present, on a monotonic clock that counts from below zero, as it may. */
    static final long NOW = -1_000;

    static final long EXPIRY = 100;

    private Views() {}

    /** A location in a state that rests on a check made now. */
    static LocationHealth of(Location location, HealthState state) {
        Observation check = observation(Outcome.PASS, NOW, 0);
        return new LocationHealth(location, new Health(state, 0, 0), check, check, null);
    }

    /** A location that votes as told, with a check made now for the ask. */
    static LocationHealth voting(String id, String domain, Vote vote, long ask) {
        Location location = new Location(id, domain);
        return switch (vote) {
            case UP -> view(location, HealthState.UP, observation(Outcome.PASS, NOW, ask));
            case DOWN -> view(location, HealthState.DOWN, observation(Outcome.FAIL, NOW, ask));
            case ABSTAINED ->
                new LocationHealth(location, Health.UNKNOWN, observation(Outcome.INCONCLUSIVE, NOW, ask), null, null);
            case SILENT -> LocationHealth.unseen(location, Health.DOWN);
        };
    }

    private static LocationHealth view(Location location, HealthState state, Observation check) {
        return new LocationHealth(location, new Health(state, 0, 0), check, check, null);
    }

    static Observation observation(Outcome outcome, long nanos, long ask) {
        Reason reason = switch (outcome) {
            case PASS -> Reason.EXPECTED;
            case FAIL -> Reason.REFUSED;
            case INCONCLUSIVE -> Reason.LOCAL_TROUBLE;
        };
        ProbeResult result = ProbeResult.of(reason, "", Timings.total(Duration.ZERO));
        return new Observation("p", "e", "l", result, new Moment(nanos, Instant.EPOCH), ask);
    }
}
