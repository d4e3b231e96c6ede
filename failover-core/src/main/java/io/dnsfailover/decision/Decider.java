package io.dnsfailover.decision;

import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.FailoverPolicy;

/**
 * Decides what one record should hold. Quorum decides health, policy decides records:
 *
 * <ol>
 *   <li>Each endpoint's ballot gives a verdict; UNDECIDED changes nothing. An override beats it.
 *   <li>The record leaves an endpoint that is DOWN for the first in order that is UP; it returns to a more preferred one
 *       as its failback mode says; when none works, the all-down rule applies ({@link Plan}).
 *   <li>A hold, a spent budget or the host's brake keeps it where it is.
 *   <li>It moves only to an endpoint that passes a fresh check, asked for now, in as many failure domains as the quorum
 *       needs; else the next in order is tried ({@link Evaluation}).
 * </ol>
 *
 * <p>The same arguments give the same result, always. Durations come from the monotonic clock only.
 */
public final class Decider {
    private Decider() {}

    /**
     * Evaluates a record that may move: after a new observation, at a wake-up time, after an order.
     *
     * @param before what the record remembers
     * @param seen what the locations know
     * @param policy the policy
     * @param now the present moment
     * @return the state after it, and what to do
     */
    public static Step evaluate(RecordState before, Sightings seen, FailoverPolicy policy, Moment now) {
        return evaluate(before, seen, policy, now, Permission.FREE);
    }

    /**
     * Evaluates a record of a host that may withhold a move. A record that is left with the notice
     * {@link RecordState.Notice#BRAKED} asks for no time to wake up because of that: the host evaluates it when its brake lets go.
     *
     * @param before what the record remembers
     * @param seen what the locations know
     * @param policy the policy
     * @param now the present moment
     * @param permission what the host says to a move now
     * @return the state after it, and what to do
     */
    public static Step evaluate(
            RecordState before, Sightings seen, FailoverPolicy policy, Moment now, Permission permission) {
        return new Evaluation(before, seen, policy, now, permission).run(before);
    }
}
