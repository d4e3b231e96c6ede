package io.dnsfailover.decision;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Moment;
import io.dnsfailover.quorum.Ballot;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a decision rests on. Immutable; kept with the decision, the event and the mail.
 *
 * @param ballots the standing vote on each endpoint at the time, by id
 * @param verification the vote of the fresh checks of the endpoint that was moved to; null when none was needed
 * @param sightings each location's view with its latest raw result, by endpoint
 * @param overrides the operator's words in force, by endpoint; the key {@code *} stands for the record
 * @param rejected the endpoints that come before the chosen one, and why they were not
 * @param troubleBegan the start of the first failed check that led here; null when no failure did
 * @param confirmed when the quorum was reached
 * @param verificationAsked when the fresh check was asked for; null when none was needed
 */
public record Evidence(
        Map<String, Ballot> ballots,
        @Nullable Ballot verification,
        Map<String, List<LocationHealth>> sightings,
        Map<String, StandingOrder> overrides,
        List<Rejection> rejected,
        @Nullable Moment troubleBegan,
        Moment confirmed,
        @Nullable Moment verificationAsked) {
    /** Copies the collections, in the order of the ids: {@link Map#copyOf} has another order in each process. */
    public Evidence {
        ballots = Collections.unmodifiableMap(new TreeMap<>(ballots));
        sightings = Collections.unmodifiableMap(new TreeMap<>(sightings));
        overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
        rejected = List.copyOf(rejected);
    }
}
