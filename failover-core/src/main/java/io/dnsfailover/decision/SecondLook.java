package io.dnsfailover.decision;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.FailoverPolicy;
import org.jspecify.annotations.Nullable;

/**
 * When a record looks once more at the endpoint that it is about to leave: when it stood there because no endpoint worked. The
 * checks that the endpoint failed are up to an interval old then: where everything comes back at once, the first that is seen is not
 * the only one that works. While it passes fresh checks the record waits for its verdict.
 */
final class SecondLook {
    private SecondLook() {}

    /**
     * The endpoint to look at.
     *
     * @return null when it is left without
     */
    static @Nullable Endpoint at(RecordState state, Plan.MoveTo move, FailoverPolicy policy) {
        if (!move.leaving() || state.notice() != RecordState.Notice.ALL_DOWN) {
            return null;
        }
        return state.holding()
                .endpoint(policy)
                .filter(left -> state.endpoint(left.id()).override() == null)
                .orElse(null);
    }
}
