package io.dnsfailover.decision;

import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator can order. An order changes the state beside what is measured; the next evaluation acts on it. */
public sealed interface Command {
    /**
     * An endpoint counts as up or down whatever is measured, or as measured again.
     *
     * @param endpointId the endpoint
     * @param kind FORCED_UP or FORCED_DOWN; null to obey what is measured
     * @param duration for how long, up to 36500 days; null for until it is changed
     */
    record Force(
            String endpointId,
            StandingOrder.@Nullable Kind kind,
            @Nullable Duration duration) implements Command {
        /** Checks kind and duration. */
        public Force {
            if (kind == StandingOrder.Kind.HELD) {
                throw new IllegalArgumentException("an endpoint is forced up or down; a hold is for the record");
            }
            requireSensible(duration);
        }
    }

    /**
     * The record stays where it is.
     *
     * @param duration for how long, up to 36500 days; null for until it is released
     */
    record Hold(@Nullable Duration duration) implements Command {
        /** Checks the duration. */
        public Hold {
            requireSensible(duration);
        }
    }

    /** The record may move again. */
    record Release() implements Command {}

    /** The record returns to the most preferred endpoint that works, whatever its failback mode. */
    record FailBack() implements Command {}

    /**
     * Applies an order.
     *
     * @param state the record
     * @param policy its policy
     * @param now the present moment
     * @return the state that holds the order, with what to say of it
     * @throws IllegalArgumentException when the endpoint does not exist
     * @throws IllegalStateException when there is nothing to return to
     */
    default Step apply(RecordState state, FailoverPolicy policy, Moment now) {
        if (this instanceof Force force) {
            EndpointState known = state.endpoint(force.endpointId());
            StandingOrder word = force.kind() == null ? null : StandingOrder.from(force.kind(), force.duration(), now);
            String shown =
                    (word == null ? "obeys what is measured" : word.toString()) + ", measured " + known.measured();
            return said(state.withEndpoint(force.endpointId(), known.with(word)), force.endpointId(), shown);
        }
        if (this instanceof Hold hold) {
            StandingOrder word = StandingOrder.from(StandingOrder.Kind.HELD, hold.duration(), now);
            return said(state.withHold(word), "*", word.toString());
        }
        if (this instanceof Release) {
            return said(state.withHold(null), "*", "released");
        }
        requirePreferredUp(state, policy);
        return said(state.withFailbackOrdered(true), "*", "failback ordered");
    }

    private static void requirePreferredUp(RecordState state, FailoverPolicy policy) {
        int standsAt = state.holding()
                .endpoint(policy)
                .map(policy.endpoints()::indexOf)
                .orElse(policy.endpoints().size());
        boolean possible = policy.endpoints().subList(0, standsAt).stream()
                .map(endpoint -> state.endpoint(endpoint.id()))
                .anyMatch(known -> known.effective(known.measured()) == Verdict.UP);
        if (!possible) {
            throw new IllegalStateException(
                    "policy '" + policy.name() + "': no endpoint that is preferred to " + state.holding() + " is up");
        }
    }

    private static Step said(RecordState state, String endpointId, String description) {
        return new Step(state, List.of(new Effect.OverrideChanged(endpointId, description)), Long.MAX_VALUE);
    }

    private static void requireSensible(@Nullable Duration duration) {
        if (duration == null) {
            return;
        }
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("an order lasts longer than nothing, not " + duration);
        }
        if (duration.compareTo(Duration.ofDays(36_500)) > 0) { // the monotonic clock in nanoseconds holds 292 years
            throw new IllegalArgumentException(
                    "an order lasts 100 years at most, or until it is changed, not " + duration);
        }
    }
}
