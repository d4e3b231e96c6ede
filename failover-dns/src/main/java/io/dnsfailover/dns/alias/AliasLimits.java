package io.dnsfailover.dns.alias;

import io.dnsfailover.dns.internal.lookup.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long things live.
 *
 * @param floor the shortest time between two lookups of a name, and the shortest TTL that addresses are given
 * @param ceiling the longest of both
 * @param keepFor how long addresses are used after the last good lookup; null for as long as no other are found
 */
record AliasLimits(
        Duration floor, Duration ceiling, @Nullable Duration keepFor) {
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The same lookup with times to live between floor and ceiling. */
    Lookup within(Lookup lookup) {
        return new Lookup(within(lookup.a()), within(lookup.aaaa()));
    }

    private Answer within(Answer answer) {
        long ttl = Math.max(floor.toSeconds(), Math.min(ceiling.toSeconds(), answer.ttlSeconds()));
        return new Answer(answer.kind(), answer.addresses(), ttl, answer.note());
    }

    /** How long a lookup counts that is {@link #within(Lookup)}. */
    Duration lifetime(Lookup lookup) {
        return lookup.isGood() ? Duration.ofSeconds(lookup.ttlSeconds()) : floor;
    }

    /** In how long to ask again after a good lookup: when nine tenths of its life are over. */
    Duration refreshAfter(Lookup lookup) {
        return lifetime(lookup).multipliedBy(9).dividedBy(10);
    }

    /** In how long to ask again after so many failures in a row. */
    Duration pause(int failures) {
        Duration longest = floor.compareTo(LONGEST_PAUSE) > 0 ? floor : LONGEST_PAUSE;
        Duration pause = floor;
        for (int i = 1; i < failures && pause.compareTo(longest) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(longest) > 0 ? longest : pause;
    }

    boolean isTooOld(Duration age) {
        return keepFor != null && age.compareTo(keepFor) > 0;
    }
}
