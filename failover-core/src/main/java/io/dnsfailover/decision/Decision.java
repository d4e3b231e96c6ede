package io.dnsfailover.decision;

import io.dnsfailover.model.Moment;

/**
 * What the record set should hold from now on, and why.
 *
 * @param generation its number; greater than that of every decision of the record before it
 * @param cause the kind of decision
 * @param from what the record set held before
 * @param to what it should hold
 * @param evidence what the decision rests on
 * @param at when it was taken
 */
public record Decision(long generation, Cause cause, Holding from, Holding to, Evidence evidence, Moment at) {
    /** The kinds of decisions. */
    public enum Cause {
        /** The endpoint that the record stood on failed. */
        FAILOVER,
        /** A more preferred endpoint works again. */
        FAILBACK,
        /** No endpoint works, and the policy wants something else published. */
        ALL_DOWN
    }
}
