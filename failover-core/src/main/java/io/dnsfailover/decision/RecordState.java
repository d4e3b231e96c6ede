package io.dnsfailover.decision;

import io.dnsfailover.model.Moment;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a record remembers between two evaluations.
 *
 * @param generation the number of the last decision, from 1; grows with each
 * @param holding what the record set should hold
 * @param endpoints what is remembered of each endpoint, by id
 * @param hold the operator's order to stay; null when there is none
 * @param failbackOrdered whether an operator ordered a return that has not happened yet
 * @param lastAsk the number of the last ask for a fresh check
 * @param verification the fresh check in progress; null when there is none
 * @param rejected endpoints that failed their fresh check, with the monotonic time at which they may be tried again
 * @param moves the monotonic times of the moves that still count against the budget, oldest first
 * @param notice what was last said about why the record does not move, so that it is said once
 */
public record RecordState(
        long generation,
        Holding holding,
        Map<String, EndpointState> endpoints,
        @Nullable StandingOrder hold,
        boolean failbackOrdered,
        long lastAsk,
        @Nullable Verification verification,
        Map<String, Long> rejected,
        List<Long> moves,
        Notice notice) {
    /** Why a record stands on an endpoint that it would rather leave. */
    public enum Notice {
        /** Nothing to say. */
        NONE,
        /** No endpoint works. */
        ALL_DOWN,
        /** An operator holds the record. */
        HELD,
        /** The budget of moves is spent. */
        BUDGET_SPENT,
        /** Too many records of the host moved of late. */
        BRAKED
    }

    /** Copies the collections. */
    public RecordState {
        endpoints = Map.copyOf(endpoints);
        rejected = Map.copyOf(rejected);
        moves = List.copyOf(moves);
    }

    /**
     * The state of a record that nothing is known of yet.
     *
     * @param policy the policy
     * @param holding what the record set holds, or should
     * @param generation the generation of that
     * @param now the present moment
     * @return the first state
     */
    public static RecordState initial(FailoverPolicy policy, Holding holding, long generation, Moment now) {
        RecordState empty =
                new RecordState(generation, holding, Map.of(), null, false, 0, null, Map.of(), List.of(), Notice.NONE);
        return empty.under(policy, now);
    }

    /**
     * This state under a changed policy: what is remembered of endpoints that stay is kept.
     *
     * @param policy the new policy
     * @param now the present moment
     * @return a state with exactly the policy's endpoints
     */
    public RecordState under(FailoverPolicy policy, Moment now) {
        Map<String, EndpointState> kept = new TreeMap<>();
        policy.endpoints().forEach(endpoint -> {
            EndpointState known = endpoints.get(endpoint.id());
            kept.put(endpoint.id(), known != null ? known : new EndpointState(Verdict.UNDECIDED, now, null));
        });
        return new RecordState(
                generation, holding, kept, hold, failbackOrdered, lastAsk, null, Map.of(), moves, notice);
    }

    /**
     * What is remembered of one endpoint of the policy.
     *
     * @param endpointId its id
     * @return its state
     * @throws IllegalArgumentException when there is no such endpoint
     */
    public EndpointState endpoint(String endpointId) {
        EndpointState state = endpoints.get(endpointId);
        if (state == null) {
            throw new IllegalArgumentException("there is no endpoint '" + endpointId + "'");
        }
        return state;
    }

    /**
     * This state with asks that begin after those of an earlier record of the same name, whose late answers must not count for this one.
     *
     * @param ask the number of the last ask of the earlier record
     * @return a copy
     */
    public RecordState askedBefore(long ask) {
        return new RecordState(
                generation, holding, endpoints, hold, failbackOrdered, ask, verification, rejected, moves, notice);
    }

    RecordState withEndpoint(String endpointId, EndpointState state) {
        Map<String, EndpointState> changed = new TreeMap<>(endpoints);
        changed.put(endpointId, state);
        return withEndpoints(changed);
    }

    RecordState withEndpoints(Map<String, EndpointState> changed) {
        return new RecordState(
                generation, holding, changed, hold, failbackOrdered, lastAsk, verification, rejected, moves, notice);
    }

    RecordState withHold(@Nullable StandingOrder order) {
        return new RecordState(
                generation, holding, endpoints, order, failbackOrdered, lastAsk, verification, rejected, moves, notice);
    }

    RecordState withFailbackOrdered(boolean ordered) {
        return new RecordState(
                generation, holding, endpoints, hold, ordered, lastAsk, verification, rejected, moves, notice);
    }

    RecordState verifying(@Nullable Verification next) {
        long ask = next == null ? lastAsk : next.ask();
        return new RecordState(
                generation, holding, endpoints, hold, failbackOrdered, ask, next, rejected, moves, notice);
    }

    RecordState withRejected(Map<String, Long> changed) {
        return new RecordState(
                generation, holding, endpoints, hold, failbackOrdered, lastAsk, verification, changed, moves, notice);
    }

    RecordState withMoves(List<Long> counted) {
        return new RecordState(
                generation,
                holding,
                endpoints,
                hold,
                failbackOrdered,
                lastAsk,
                verification,
                rejected,
                counted,
                notice);
    }

    RecordState noticing(Notice said) {
        return new RecordState(
                generation, holding, endpoints, hold, failbackOrdered, lastAsk, verification, rejected, moves, said);
    }

    /**
     * This state after a decision to hold something else.
     *
     * @param next what the record set should hold now
     * @return a state with the next generation and no order or check pending; what failed its fresh check stays rejected
     */
    public RecordState moved(Holding next) {
        return new RecordState(generation + 1, next, endpoints, hold, false, lastAsk, null, rejected, moves, notice);
    }

    /**
     * This state with what was remembered over a restart.
     *
     * @param known what is remembered of each endpoint
     * @param order the operator's order to stay; null when there is none
     * @param counted the monotonic times of the moves that count against the budget
     * @return a copy
     */
    public RecordState remembering(
            Map<String, EndpointState> known, @Nullable StandingOrder order, List<Long> counted) {
        return withEndpoints(known).withHold(order).withMoves(counted);
    }

    /**
     * This state after it was found that a newer decision exists elsewhere.
     *
     * @param held what the record set holds
     * @param newest the generation of the newer decision
     * @return a state from which the next decision is newer than that
     */
    public RecordState adopted(Holding held, long newest) {
        return new RecordState(newest, held, endpoints, hold, failbackOrdered, lastAsk, null, rejected, moves, notice);
    }
}
