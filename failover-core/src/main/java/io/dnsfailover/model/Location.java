package io.dnsfailover.model;

import java.util.regex.Pattern;

/**
 * A place that probes run from. What fails together is one failure domain (a site, a region, a network):
 * the quorum counts domains, not locations.
 *
 * @param id the name of the location; unique in a {@code Failover}
 * @param failureDomain the name of its failure domain
 */
public record Location(String id, String failureDomain) implements Comparable<Location> {
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Checks both names: 1 to 64 letters, digits, dots, hyphens and underscores. */
    public Location {
        check("location id", id);
        check("failure domain", failureDomain);
    }

    /**
     * A location that is a failure domain of its own.
     *
     * @param id the name of both
     * @return the location
     */
    public static Location of(String id) {
        return new Location(id, id);
    }

    private static void check(String what, String word) {
        if (!WORD.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    what + " '" + Printable.of(word) + "' must have 1 to 64 letters, digits, '.', '-' or '_'");
        }
    }

    @Override
    public int compareTo(Location other) {
        return id.compareTo(other.id);
    }
}
