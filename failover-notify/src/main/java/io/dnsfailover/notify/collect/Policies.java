package io.dnsfailover.notify.collect;

import io.dnsfailover.event.FailoverEvent.VerdictReached;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The policies as they are now, and what was last decided of the health of their endpoints. Safe from any thread. */
final class Policies {
    private final Map<String, FailoverPolicy> byName = new LinkedHashMap<>(); // guarded by this
    private final Map<Destination, Map<String, Verdict>> verdicts = new HashMap<>(); // guarded by this

    synchronized void replace(Collection<FailoverPolicy> all) {
        byName.clear();
        all.forEach(policy -> byName.put(policy.name(), policy));
        verdicts.keySet().retainAll(destinations());
        verdicts.values().forEach(known -> known.keySet().retainAll(byName.keySet()));
    }

    synchronized @Nullable FailoverPolicy named(String name) {
        return byName.get(name);
    }

    /** All that can be traced, each once. */
    synchronized Set<Destination> destinations() {
        Set<Destination> all = new LinkedHashSet<>();
        for (FailoverPolicy policy : byName.values()) {
            policy.endpoints().forEach(endpoint -> all.add(Destination.of(policy, endpoint)));
        }
        return all;
    }

    /** Where an endpoint of a policy is; null for one that is not known any more. */
    synchronized @Nullable Destination destination(String policy, String endpointId) {
        FailoverPolicy known = byName.get(policy);
        if (known == null) {
            return null;
        }
        List<Endpoint> found = known.endpoint(endpointId).stream().toList();
        return found.isEmpty() ? null : Destination.of(known, found.get(0));
    }

    synchronized void judged(VerdictReached reached) {
        String policy = reached.header().policy();
        Destination destination = destination(policy, reached.endpointId());
        if (destination != null) {
            verdicts.computeIfAbsent(destination, any -> new HashMap<>()).put(policy, reached.to());
        }
    }

    /** Whether a verdict says that it is up, and none that it is not. */
    synchronized boolean isWell(Destination destination) {
        Collection<Verdict> said = verdicts.getOrDefault(destination, Map.of()).values();
        return !said.isEmpty() && said.stream().allMatch(verdict -> verdict == Verdict.UP);
    }
}
