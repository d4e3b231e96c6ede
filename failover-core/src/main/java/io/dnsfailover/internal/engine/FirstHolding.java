package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StoredState;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a record holds at a start, before anything is measured: what is stored, unless a name server holds something newer;
 * with nothing stored, what the name servers hold if it is one of the endpoints; else the primary. Pure.
 *
 * @param holding what the record holds
 * @param generation the number of the decision behind it; at least 1
 */
record FirstHolding(Holding holding, long generation) {
    static FirstHolding of(FailoverPolicy policy, @Nullable StoredState stored, Collection<Published> served) {
        long newest = served.stream().mapToLong(Published::generation).max().orElse(0);
        if (stored != null && stored.generation() >= newest) {
            Holding kept = refreshed(stored.holding(), policy);
            boolean same = kept.equals(stored.holding());
            return new FirstHolding(kept, same ? stored.generation() : stored.generation() + 1);
        }
        List<Published> newestFirst = served.stream()
                .sorted((a, b) -> Long.compare(b.generation(), a.generation()))
                .toList();
        for (Published holds : newestFirst) {
            Optional<Endpoint> endpoint = endpointOf(policy, holds.recordSet());
            if (endpoint.isPresent()) {
                // Where the newest generation stands for something else, this is another decision than that.
                long generation = holds.generation() == newest ? newest : newest + 1;
                return new FirstHolding(Holding.of(endpoint.get()), Math.max(1, generation));
            }
        }
        Holding fallback = stored == null ? Holding.of(policy.primary()) : refreshed(stored.holding(), policy);
        return new FirstHolding(fallback, newest + 1);
    }

    /** The endpoint that a record set points at, and nothing else. */
    static Optional<Endpoint> endpointOf(FailoverPolicy policy, @Nullable RecordSet recordSet) {
        if (recordSet == null || recordSet.rdata().size() != 1) {
            return Optional.empty();
        }
        return policy.endpoints().stream()
                .filter(endpoint ->
                        endpoint.target().rdata().equals(recordSet.rdata().first()))
                .findFirst();
    }

    /** The same endpoint where the policy says that it is now; what the policy dropped stays as it was. */
    static Holding refreshed(Holding holding, FailoverPolicy policy) {
        return holding.endpoint(policy).map(Holding::of).orElse(holding);
    }
}
