package io.dnsfailover.health;

import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * All that one location knows of one endpoint.
 *
 * @param location who looks
 * @param health what it thinks
 * @param latest the newest observation, conclusive or not; null before the first
 * @param latestConclusive the newest observation that passed or failed; null before the first
 * @param troubleSince when the failures began that led to the present state; null while there are none
 */
public record LocationHealth(
        Location location,
        Health health,
        @Nullable Observation latest,
        @Nullable Observation latestConclusive,
        @Nullable Moment troubleSince) {
    /**
     * A location that has not looked yet.
     *
     * @param location who will look
     * @param health what is known from before, {@link Health#UNKNOWN} or {@link Health#DOWN}
     * @return a view without observations
     */
    public static LocationHealth unseen(Location location, Health health) {
        return new LocationHealth(location, health, null, null, null);
    }

    /**
     * The view after one more observation.
     *
     * @param observation what the location saw
     * @param damping the thresholds of the policy
     * @return the next view
     */
    public LocationHealth seen(Observation observation, Damping damping) {
        Outcome outcome = observation.result().outcome();
        if (outcome == Outcome.INCONCLUSIVE) {
            return noted(observation);
        }
        Health next = health.next(outcome, damping);
        return new LocationHealth(location, next, observation, observation, troubleAfter(next, observation));
    }

    /**
     * The view after an observation that is shown and proves nothing: one that is inconclusive, or whose location may itself be
     * what failed.
     *
     * @param observation what the location saw
     * @return the next view, with the same health
     */
    public LocationHealth noted(Observation observation) {
        return new LocationHealth(location, health, observation, latestConclusive, troubleSince);
    }

    private @Nullable Moment troubleAfter(Health next, Observation observation) {
        if (next.state() == HealthState.UP) {
            return null;
        }
        boolean first = troubleSince == null && observation.result().outcome() == Outcome.FAIL;
        return first ? observation.at() : troubleSince;
    }
}
