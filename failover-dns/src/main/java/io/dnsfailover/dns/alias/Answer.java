package io.dnsfailover.dns.alias;

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
record Answer(Kind kind, SortedSet<String> addresses, long ttlSeconds, String note) {
    enum Kind {
        /** There are addresses. */
        FOUND,
        /** The name exists, and has none of this family. */
        NONE,
        /** Nothing that could be believed or used. */
        FAILED
    }

    Answer {
        addresses = Collections.unmodifiableSortedSet(new TreeSet<>(addresses));
    }

    static Answer found(Collection<String> addresses, long ttlSeconds, String note) {
        return new Answer(Kind.FOUND, new TreeSet<>(addresses), ttlSeconds, note);
    }

    static Answer none(long ttlSeconds) {
        return new Answer(Kind.NONE, Collections.emptySortedSet(), ttlSeconds, "");
    }

    static Answer failed(String why) {
        return new Answer(Kind.FAILED, Collections.emptySortedSet(), 0, why);
    }

    boolean isFound() {
        return kind == Kind.FOUND;
    }
}
