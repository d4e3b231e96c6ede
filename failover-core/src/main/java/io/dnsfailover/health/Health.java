package io.dnsfailover.health;

import io.dnsfailover.model.Outcome;

/**
 * The state machine of one endpoint as one location sees it. The whole of it is {@link #next}.
 *
 * <pre>
 *              pass                  fail (below fall)
 *   UNKNOWN ----------&gt; UP -------------------------------&gt; SUSPECT
 *      |                ^ ^------- ok passes in a row --------|  |
 *      | fall failures  | rise passes in a row                   | fall failures in all
 *      v                |                 pass                   v
 *     DOWN &lt;------- RECOVERING &lt;--------------------------- DOWN
 *             fail
 * </pre>
 *
 * <p>The first pass of an endpoint that nothing is known of is enough for UP; failures need {@code fall} of
 * them even then, so that one lost packet after a start is not an outage. Inconclusive checks change nothing.
 *
 * @param state what the location thinks
 * @param failures failures that are not forgiven; 0 once DOWN
 * @param passes passes in a row that work towards a change; 0 when UP or DOWN
 */
public record Health(HealthState state, int failures, int passes) {
    /** Nothing seen yet. */
    public static final Health UNKNOWN = new Health(HealthState.UNKNOWN, 0, 0);

    private static final Health UP = new Health(HealthState.UP, 0, 0);

    /** Failed: also what an endpoint starts as that was down before a restart, so that it must rise again. */
    public static final Health DOWN = new Health(HealthState.DOWN, 0, 0);

    /**
     * The health after one more check.
     *
     * @param seen what the check said
     * @param damping the thresholds
     * @return the next health; this one when nothing changes
     */
    public Health next(Outcome seen, Damping damping) {
        return switch (seen) {
            case PASS -> passed(damping);
            case FAIL -> failed(damping);
            case INCONCLUSIVE -> this;
        };
    }

    private Health passed(Damping damping) {
        return switch (state) {
            case UP -> this;
            case UNKNOWN, SUSPECT ->
                failures == 0 || passes + 1 >= damping.ok()
                        ? UP
                        : new Health(HealthState.SUSPECT, failures, passes + 1);
            case DOWN, RECOVERING ->
                passes + 1 >= damping.rise() ? UP : new Health(HealthState.RECOVERING, 0, passes + 1);
        };
    }

    private Health failed(Damping damping) {
        return switch (state) {
            case DOWN, RECOVERING -> DOWN;
            case UNKNOWN, UP, SUSPECT ->
                failures + 1 >= damping.fall()
                        ? DOWN
                        : new Health(state == HealthState.UNKNOWN ? state : HealthState.SUSPECT, failures + 1, 0);
        };
    }

    /**
     * Tells whether more checks now would settle a change, so that they come at the fast pace.
     *
     * @return true when SUSPECT or RECOVERING, or UNKNOWN with failures
     */
    public boolean changePending() {
        return state.changePending() || failures > 0;
    }
}
