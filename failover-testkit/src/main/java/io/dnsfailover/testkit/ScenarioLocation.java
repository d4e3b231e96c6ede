package io.dnsfailover.testkit;

/**
 * One location of a {@link Scenario}: what it alone sees. Without instructions it sees what all see.
 *
 * <pre>{@code
 * scenario.location("ams1").cannotReach("192.0.2.10");
 * }</pre>
 */
public final class ScenarioLocation {
    private final ScriptedProber prober;

    ScenarioLocation(ScriptedProber prober) {
        this.prober = prober;
    }

    /**
     * How an endpoint behaves towards this location.
     *
     * @param idOrTarget the endpoint's id or target
     * @return the script, to write on
     */
    public EndpointScript endpoint(String idOrTarget) {
        return prober.endpoint(idOrTarget);
    }

    /**
     * Loses the way to one endpoint: its checks from here run into their timeout.
     *
     * @param idOrTarget the endpoint's id or target
     */
    public void cannotReach(String idOrTarget) {
        endpoint(idOrTarget).goesSilent();
    }

    /**
     * Finds the way to an endpoint again.
     *
     * @param idOrTarget the endpoint's id or target
     */
    public void reachesAgain(String idOrTarget) {
        endpoint(idOrTarget).behavesAsElsewhere();
    }

    /** Is cut off from everything, and does not know: every check from here runs into its timeout. */
    public void getsCutOff() {
        prober.everything().goesSilent();
    }

    /** Has no sockets or no processor left, and knows: every check from here is inconclusive. */
    public void starves() {
        prober.everything().isUncheckable();
    }

    /** Gets no check to an end: its probes break the promise to end by their timeout. */
    public void hangs() {
        prober.everything().hangsTheProbe();
    }

    /** Is no longer cut off, starved or hanging. */
    public void recovers() {
        prober.everything().behavesAsElsewhere();
    }

    /**
     * How many checks this location started, since the last restart.
     *
     * @return zero or more
     */
    public long checks() {
        return prober.checks();
    }

    /**
     * How many checks of one endpoint this location started, since the last restart.
     *
     * @param idOrTarget the endpoint's id or target
     * @return zero or more
     */
    public long checksOf(String idOrTarget) {
        return prober.checksOf(idOrTarget);
    }
}
