package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.internal.lookup.Answer;
import java.util.Collections;
import java.util.SortedSet;

/**
 * What is known of one family of addresses of a name: the whole rule of what is kept when answers fail. Pure.
 *
 * @param addresses the addresses; empty when there are none or they are not known
 * @param ttlSeconds the longest time to live that these addresses were seen with: what a resolver answers out of its cache has less
 *     left each time, and would make a new record set out of the same addresses
 * @param absent whether it is known that there are none
 * @param misses how often in a row there were none where there had been some
 */
record Family(SortedSet<String> addresses, long ttlSeconds, boolean absent, int misses) {
    /** So many answers without a family of addresses, while the other one is there, are believed. */
    static final int MISSES = 3;

    static final Family UNKNOWN = new Family(Collections.emptySortedSet(), 0, false, 0);

    private static final Family ABSENT = new Family(Collections.emptySortedSet(), 0, true, 0);

    boolean isKnown() {
        return absent || !addresses.isEmpty();
    }

    /**
     * What is known after an answer.
     *
     * @param otherFound whether the other family was found at the same time: a name that has neither is broken, not empty
     */
    Family after(Answer answer, boolean otherFound) {
        return switch (answer.kind()) {
            case FAILED -> this;
            case FOUND -> {
                boolean same = addresses.equals(answer.addresses());
                long ttl = same ? Math.max(ttlSeconds, answer.ttlSeconds()) : answer.ttlSeconds();
                yield new Family(answer.addresses(), ttl, false, 0);
            }
            case NONE -> {
                if (addresses.isEmpty()) {
                    yield ABSENT;
                }
                if (!otherFound) {
                    yield this;
                }
                yield misses + 1 >= MISSES ? ABSENT : new Family(addresses, ttlSeconds, false, misses + 1);
            }
        };
    }
}
