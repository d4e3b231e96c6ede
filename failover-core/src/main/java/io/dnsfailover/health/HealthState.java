package io.dnsfailover.health;

/** What one location thinks of one endpoint. */
public enum HealthState {
    /** Not enough seen yet. Says nothing. */
    UNKNOWN,
    /** Healthy. */
    UP,
    /** Still held to be healthy, with failures that are not forgiven yet. */
    SUSPECT,
    /** Failed. */
    DOWN,
    /** Still held to have failed, passing again. */
    RECOVERING;

    /**
     * Tells whether more checks now would settle a change, so that they come at the fast pace.
     *
     * @return true for {@link #SUSPECT} and {@link #RECOVERING}
     */
    public boolean changePending() {
        return this == SUSPECT || this == RECOVERING;
    }
}
