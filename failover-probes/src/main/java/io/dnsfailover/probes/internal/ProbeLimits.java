package io.dnsfailover.probes.internal;

/**
 * How much a prober does.
 *
 * @param underWay how many checks may be under way
 * @param perTarget how many may begin in a second at one address
 * @param perSecond how many may begin in a second
 * @param programs how many may run a program at a time
 */
public record ProbeLimits(int underWay, int perTarget, int perSecond, int programs) {
    /** What to say of a check that was not made. */
    String complaint() {
        return "too many checks: more than " + perTarget + " a second of this address, or more than " + perSecond
                + " a second in all, and half of the time for this one would have been gone before its turn";
    }
}
