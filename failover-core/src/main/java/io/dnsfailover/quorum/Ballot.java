package io.dnsfailover.quorum;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Location;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The votes on one endpoint, one for each configured failure domain. A domain that is silent or abstains
 * stays in the denominator.
 *
 * @param votes failure domain to vote
 */
public record Ballot(SortedMap<String, Vote> votes) {
    /** Copies the votes. */
    public Ballot {
        SortedMap<String, Vote> copy = new TreeMap<>(); // in the natural order, whatever order it came in
        copy.putAll(votes);
        votes = Collections.unmodifiableSortedMap(copy);
    }

    /**
     * Counts what the locations think now, with none of them in doubt.
     *
     * @param views one view for each configured location
     * @param nowNanos the monotonic clock
     * @param expiryNanos the age from which a check no longer counts
     * @return the ballot
     */
    public static Ballot standing(Collection<LocationHealth> views, long nowNanos, long expiryNanos) {
        return standing(views, Set.of(), nowNanos, expiryNanos);
    }

    /**
     * Counts what the locations think now.
     *
     * @param views one view for each configured location
     * @param doubted the locations that abstain whatever they saw, see {@link Doubt}
     * @param nowNanos the monotonic clock
     * @param expiryNanos the age from which a check no longer counts
     * @return the ballot
     */
    public static Ballot standing(
            Collection<LocationHealth> views, Set<Location> doubted, long nowNanos, long expiryNanos) {
        return count(views, doubted, view -> Vote.standing(view, nowNanos, expiryNanos));
    }

    /**
     * Counts the single checks that were asked for, without damping, with no location in doubt.
     *
     * @param views one view for each configured location
     * @param ask the number of the ask; only checks that started after it count
     * @return the ballot
     */
    public static Ballot fresh(Collection<LocationHealth> views, long ask) {
        return fresh(views, Set.of(), ask);
    }

    /**
     * Counts the single checks that were asked for, without damping.
     *
     * @param views one view for each configured location
     * @param doubted the locations that abstain whatever they saw, see {@link Doubt}
     * @param ask the number of the ask; only checks that started after it count
     * @return the ballot
     */
    public static Ballot fresh(Collection<LocationHealth> views, Set<Location> doubted, long ask) {
        return count(views, doubted, view -> Vote.fresh(view, ask));
    }

    private static Ballot count(
            Collection<LocationHealth> views, Set<Location> doubted, Function<LocationHealth, Vote> voteOf) {
        Map<String, Set<Vote>> byDomain = new TreeMap<>();
        for (LocationHealth view : views) {
            byDomain.computeIfAbsent(view.location().failureDomain(), domain -> EnumSet.noneOf(Vote.class))
                    .add(doubted.contains(view.location()) ? Vote.ABSTAINED : voteOf.apply(view));
        }
        SortedMap<String, Vote> votes = new TreeMap<>();
        byDomain.forEach((domain, cast) -> votes.put(domain, Vote.ofDomain(cast)));
        return new Ballot(votes);
    }

    /**
     * How many failure domains cast a vote.
     *
     * @param vote the vote to count
     * @return 0 to {@link #domains()}
     */
    public int count(Vote vote) {
        return Collections.frequency(votes.values(), vote);
    }

    /**
     * The denominator.
     *
     * @return the number of configured failure domains
     */
    public int domains() {
        return votes.size();
    }

    /** Such as {@code 2 of 3 down (eu-central DOWN, eu-west DOWN, us-east UP)}. */
    @Override
    public String toString() {
        StringBuilder each = new StringBuilder();
        votes.forEach((domain, vote) -> each.append(each.isEmpty() ? "" : ", ")
                .append(domain)
                .append(' ')
                .append(vote));
        Vote shown = count(Vote.DOWN) > 0 ? Vote.DOWN : Vote.UP;
        String word = shown == Vote.DOWN ? "down" : "up";
        return count(shown) + " of " + domains() + " " + word + " (" + each + ")";
    }
}
