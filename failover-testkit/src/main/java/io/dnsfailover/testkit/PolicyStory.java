package io.dnsfailover.testkit;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What happened to the record of one policy in a scenario. */
final class PolicyStory {
    private final Scenario scenario;
    private final FailoverPolicy policy;

    PolicyStory(Scenario scenario, FailoverPolicy policy) {
        this.scenario = scenario;
        this.policy = policy;
    }

    FailoverPolicy policy() {
        return policy;
    }

    List<FailoverEvent> events() {
        return scenario.events().stream()
                .filter(event -> event.header().policy().equals(policy.name()))
                .toList();
    }

    List<Decision> moves() {
        return events().stream()
                .map(PolicyStory::decisionOf)
                .filter(Objects::nonNull)
                .toList();
    }

    @Nullable
    Decision lastMove() {
        List<Decision> moves = moves();
        return moves.isEmpty() ? null : moves.get(moves.size() - 1);
    }

    static boolean isTo(Decision move, String endpoint) {
        return move.to() instanceof Holding.Single single
                ? single.endpointId().equals(endpoint)
                        || single.target().toString().equals(endpoint)
                : move.to().toString().equals(endpoint);
    }

    /** When the first name server held a move; null when none ever did. */
    @Nullable
    Long firstHeldNanos(Decision move) {
        return firstHeldNanos(move, scenario.runs().written());
    }

    /** When the last of the name servers held a move; null while one of them does not. */
    @Nullable
    Long heldEverywhereNanos(Decision move) {
        long last = Long.MIN_VALUE;
        for (String nameServer : scenario.nameServers().keySet()) {
            Long first = firstHeldNanos(move, scenario.runs().writtenBy(nameServer));
            if (first == null) {
                return null;
            }
            last = Math.max(last, first);
        }
        return last;
    }

    private @Nullable Long firstHeldNanos(Decision move, List<InMemoryPublisher.Written> written) {
        return written.stream()
                .filter(one -> one.change().desired().key().equals(policy.record()))
                .filter(one -> one.change().generation() >= move.generation())
                .map(one -> one.at().nanos())
                .min(Long::compare)
                .orElse(null);
    }

    boolean wasPublished(String rdata) {
        return scenario.runs().written().stream()
                .map(one -> one.change().desired())
                .anyMatch(desired ->
                        desired.key().equals(policy.record()) && desired.rdata().contains(rdata));
    }

    /** The data that stand for what a test wrote: endpoints by id, or addresses and names. */
    Set<String> rdata(String... endpointsOrTargets) {
        Set<String> all = new TreeSet<>();
        for (String one : endpointsOrTargets) {
            all.add(policy.endpoints().stream()
                    .filter(endpoint -> endpoint.id().equals(one))
                    .map(Endpoint::target)
                    .findFirst()
                    .orElseGet(() -> Target.parse(one))
                    .rdata());
        }
        return all;
    }

    private static @Nullable Decision decisionOf(FailoverEvent event) {
        if (event instanceof FailoverEvent.FailedOver over) {
            return over.decision();
        }
        if (event instanceof FailoverEvent.FailedBack back) {
            return back.decision();
        }
        return event instanceof FailoverEvent.GaveUp gaveUp ? gaveUp.decision() : null;
    }
}
