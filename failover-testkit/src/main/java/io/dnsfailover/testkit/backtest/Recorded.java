package io.dnsfailover.testkit.backtest;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a journal knows of an endpoint of a candidate: that of the policy of the same name with the same id, else that
 * of any policy with the same target and port.
 */
final class Recorded {
    private Recorded() {}

    /** The checks of an endpoint, by location; empty for one that the journal does not know. */
    static Map<String, List<History.Seen>> checks(History history, FailoverPolicy policy, Endpoint endpoint) {
        Source source = sourceOf(history, policy, endpoint);
        Map<String, List<History.Seen>> found = new TreeMap<>();
        if (source != null) {
            history.seen.forEach((view, checks) -> {
                if (view.policy().equals(source.policy) && view.endpoint().equals(source.endpoint)) {
                    found.put(view.location(), checks);
                }
            });
        }
        return found;
    }

    /** The policy of the journal under which an endpoint was checked; a dash when it was not. */
    static String policyOf(History history, FailoverPolicy policy, Endpoint endpoint) {
        Source source = sourceOf(history, policy, endpoint);
        return source == null ? "-" : source.policy;
    }

    private record Source(String policy, String endpoint) {}

    private static @Nullable Source sourceOf(History history, FailoverPolicy policy, Endpoint endpoint) {
        FailoverPolicy same = history.policies.get(policy.name());
        Endpoint sameId = same == null ? null : same.endpoint(endpoint.id()).orElse(null);
        if (sameId != null && sameId.target().equals(endpoint.target())) {
            return new Source(policy.name(), sameId.id());
        }
        for (FailoverPolicy other : history.policies.values()) {
            for (Endpoint candidate : other.endpoints()) {
                if (candidate.target().equals(endpoint.target()) && port(other, candidate) == port(policy, endpoint)) {
                    return new Source(other.name(), candidate.id());
                }
            }
        }
        return null;
    }

    private static int port(FailoverPolicy policy, Endpoint endpoint) {
        return endpoint.port() != 0 ? endpoint.port() : policy.probe().port();
    }
}
