package io.dnsfailover.decision;

import java.util.List;

/**
 * The result of one evaluation.
 *
 * @param state the state after it
 * @param effects what to do, in this order
 * @param wakeAtNanos when to evaluate again although nothing new is seen, by the monotonic clock;
 *     {@link Long#MAX_VALUE} for never
 */
public record Step(RecordState state, List<Effect> effects, long wakeAtNanos) {
    /** Copies the effects. */
    public Step {
        effects = List.copyOf(effects);
    }
}
