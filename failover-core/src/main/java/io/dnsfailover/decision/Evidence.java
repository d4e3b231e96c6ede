package io.dnsfailover.decision;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.quorum.Ballot;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a decision rests on. Immutable; kept with the decision, the event and the mail.
 *
 * @param ballots the standing vote on each endpoint at the time, by id
 * @param verification the vote of the fresh checks of the endpoint that was moved to; null when none was needed
 * @param sightings each location's view with its latest raw result, by endpoint
 * @param doubted the locations that abstained because they may themselves be what failed
 * @param overrides the operator's words in force, by endpoint
 * @param rejected the endpoints that come before the chosen one, and why they were not
 * @param troubleBegan the start of the first failed check that led here; null when no failure did
 * @param confirmed when the quorum was reached
 * @param verificationAsked when the fresh check was asked for; null when none was needed
 */
public record Evidence(
        Map<String, Ballot> ballots,
        @Nullable Ballot verification,
        Map<String, List<LocationHealth>> sightings,
        SortedSet<Location> doubted,
        Map<String, StandingOrder> overrides,
        List<Rejection> rejected,
        @Nullable Moment troubleBegan,
        Moment confirmed,
        @Nullable Moment verificationAsked) {
    /** Copies the collections, in the order of the ids: {@link Map#copyOf} has another order in each process. */
    public Evidence {
        ballots = Collections.unmodifiableMap(new TreeMap<>(ballots));
        sightings = Collections.unmodifiableMap(new TreeMap<>(sightings));
        doubted = Collections.unmodifiableSortedSet(new TreeSet<>(doubted));
        overrides = Collections.unmodifiableMap(new TreeMap<>(overrides));
        rejected = List.copyOf(rejected);
    }

    /**
     * What the decision rests on, on one line: the votes on the endpoint that was left and on the one that was moved to, the
     * operator's orders, the locations in doubt, and the times before the decision.
     *
     * @param decision the decision that this is the evidence of
     * @return printable text
     */
    public String describe(Decision decision) {
        StringBuilder line = new StringBuilder();
        if (decision.from() instanceof Holding.Single left && ballots.containsKey(left.endpointId())) {
            line.append(left.endpointId()).append(" is ").append(ballots.get(left.endpointId()));
        } else {
            line.append("left ").append(decision.from());
        }
        if (verification != null) {
            line.append(", fresh check of ").append(decision.to()).append(' ').append(verification);
        }
        overrides.forEach((endpoint, order) ->
                line.append(", ").append(endpoint).append(' ').append(order));
        doubted.forEach(location -> line.append(", ").append(location.id()).append(" in doubt"));
        if (troubleBegan != null) {
            line.append(", began ").append(millisBefore(decision, troubleBegan));
        }
        line.append(", confirmed ").append(millisBefore(decision, confirmed));
        if (verificationAsked != null) {
            line.append(", fresh check asked ").append(millisBefore(decision, verificationAsked));
        }
        return line.append(" before").toString();
    }

    private static String millisBefore(Decision decision, Moment earlier) {
        return decision.at().since(earlier).toMillis() + " ms";
    }
}
