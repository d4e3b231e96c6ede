package io.dnsfailover.testkit;

import io.dnsfailover.model.DurationText;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One location of a {@link Scenario}: what it alone sees. Without instructions it sees what all see.
 *
 * <pre>{@code
 * scenario.location("ams1").cannotReach("192.0.2.10");
 * scenario.location("iad1").losesChecks(0.3, 7);
 * }</pre>
 */
public final class ScenarioLocation {
    private final String id;
    private final ScriptedProber prober;
    private final Consumer<String> whenChanged;

    ScenarioLocation(String id, ScriptedProber prober, Consumer<String> whenChanged) {
        this.id = id;
        this.prober = prober;
        this.whenChanged = whenChanged;
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

    /**
     * Has a bad line: a share of its checks, drawn at random, runs into the timeout. The others see what is there.
     *
     * @param share from 0 to 1
     * @param seed the same seed draws the same numbers
     */
    public void losesChecks(double share, long seed) {
        prober.everything().losesChecks(share, seed);
    }

    /**
     * Has a slow line: every answer comes later by this much, and not at all when that is too late for the check.
     *
     * @param latency how much longer; zero for a good line again
     */
    public void slowsDown(Duration latency) {
        prober.slowDown(latency);
        whenChanged.accept(id + ": everything takes " + DurationText.of(latency) + " longer");
    }

    /** Has no sockets or no processor left, and knows: every check from here is inconclusive. */
    public void starves() {
        prober.everything().isUncheckable();
    }

    /**
     * Doubts itself: a share of its checks, drawn at random, is inconclusive. The others see what is there.
     *
     * @param share from 0 to 1; 1 is what {@link #starves()} does
     * @param seed the same seed draws the same numbers
     */
    public void doubtsItself(double share, long seed) {
        prober.everything().leavesInDoubt(share, seed);
    }

    /** Gets no check to an end: its probes break the promise to end by their timeout. */
    public void hangs() {
        prober.everything().hangsTheProbe();
    }

    /** Is no longer cut off, slow, in doubt, starved or hanging. */
    public void recovers() {
        prober.slowDown(Duration.ZERO);
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
