package io.dnsfailover.quorum;

/** What all locations together hold of an endpoint. */
public enum Verdict {
    /** Enough failure domains say that it works. */
    UP,
    /** Enough failure domains say that it does not. */
    DOWN,
    /** Too few votes either way. Changes nothing. */
    UNDECIDED
}
