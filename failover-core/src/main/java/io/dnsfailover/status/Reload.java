package io.dnsfailover.status;

import java.util.SortedSet;

/**
 * What a replacement of the policies did, by policy name.
 *
 * @param added policies that are new
 * @param changed policies that say something else than before
 * @param removed policies that are gone; what they published stays published
 * @param unchanged how many policies stayed as they were
 */
public record Reload(SortedSet<String> added, SortedSet<String> changed, SortedSet<String> removed, int unchanged) {}
