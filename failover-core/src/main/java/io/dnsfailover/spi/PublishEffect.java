package io.dnsfailover.spi;

/** What a failed write did to the zone, as far as it is known. */
public enum PublishEffect {
    /** Nothing: the zone is as it was. Trying again is safe. */
    NONE,
    /** Not known: the write may or may not have happened. Read before trying again. */
    UNKNOWN,
    /** Nothing, because the zone does not hold what was expected: somebody else wrote. */
    CONFLICT
}
