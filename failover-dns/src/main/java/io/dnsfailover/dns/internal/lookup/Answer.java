package io.dnsfailover.dns.internal.lookup;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the question for one family of addresses was answered with.
 *
 * @param kind how it ended
 * @param addresses what was found, in canonical form; empty otherwise
 * @param ttlSeconds how long the answer lives, as it came: the shortest on the way, or how long "there is none" lives; 0 for a failure
 * @param note why it failed, or what was left out; empty when there is nothing to say
 */
public record Answer(Kind kind, SortedSet<String> addresses, long ttlSeconds, String note) {
    /** How a question ended. */
    public enum Kind {
        /** There are addresses. */
        FOUND,
        /** The name exists, and has none of this family. */
        NONE,
        /** Nothing that could be believed or used. */
        FAILED
    }

    /** Copies the addresses. */
    public Answer {
        addresses = Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
    }

    /**
     * There are addresses.
     *
     * @param addresses the addresses
     * @param ttlSeconds how long they live
     * @param note what was left out; empty for nothing
     * @return the answer
     */
    public static Answer found(Collection<String> addresses, long ttlSeconds, String note) {
        return new Answer(Kind.FOUND, new TreeSet<>(addresses), ttlSeconds, note);
    }

    /**
     * The name has none of this family.
     *
     * @param ttlSeconds how long that lives
     * @return the answer
     */
    public static Answer none(long ttlSeconds) {
        return new Answer(Kind.NONE, Collections.emptySortedSet(), ttlSeconds, "");
    }

    /**
     * Nothing that could be believed or used.
     *
     * @param why the reason
     * @return the answer
     */
    public static Answer failed(String why) {
        return new Answer(Kind.FAILED, Collections.emptySortedSet(), 0, why);
    }

    /**
     * Tells whether there are addresses.
     *
     * @return true when there are
     */
    public boolean isFound() {
        return kind == Kind.FOUND;
    }
}
