package io.dnsfailover.model;

/**
 * One result with its circumstances: which endpoint, seen from where, when.
 *
 * @param policy the name of the policy that the endpoint belongs to
 * @param endpointId the endpoint
 * @param locationId the location that looked
 * @param result what it saw
 * @param at when the check started; for an observation from another machine, when it arrived here
 * @param ask the highest number of an ask for a fresh check of this endpoint that the location had heard of when it <em>started</em> this check; 0 for none. A
 *     backup is verified only by observations that answer the ask
 */
public record Observation(
        String policy, String endpointId, String locationId, ProbeResult result, Moment at, long ask) {
    /**
     * This observation with what a rule of the core makes of its result.
     *
     * @param judged the result; an equal one for no change
     * @return this, or a copy
     */
    public Observation judged(ProbeResult judged) {
        return judged.equals(result) ? this : new Observation(policy, endpointId, locationId, judged, at, ask);
    }
}
