package io.dnsfailover.notify.incident;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ProofEvent;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Vote;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What an event may have in common with others, read from what it carries and from its policy. */
final class Causes {
    private Causes() {}

    static SortedSet<Cause> of(FailoverEvent event, @Nullable FailoverPolicy policy) {
        SortedSet<Cause> causes = new TreeSet<>();
        if (event instanceof FailoverEvent.VerdictReached reached) {
            endpoint(causes, target(reached.endpointId(), policy), policy);
            location(causes, reached.ballot());
        } else if (event instanceof FailoverEvent.CandidateRejected rejected) {
            endpoint(causes, target(rejected.endpointId(), policy), policy);
        } else if (event instanceof FailoverEvent.FailedOver moved) {
            left(causes, moved.decision(), policy);
        } else if (event instanceof FailoverEvent.GaveUp moved) {
            left(causes, moved.decision(), policy);
        } else if (event instanceof FailoverEvent.FailedBack back) {
            List<Target> targets = back.decision().to().published();
            endpoint(causes, targets.get(0), policy);
        } else if (event instanceof FailoverEvent.PublishFailed failed) {
            causes.add(new Cause(Cause.Sort.NAME_SERVER, failed.publisher()));
        } else if (event instanceof ProofEvent.AnswerNotVisible hidden) {
            hidden.servers().stream()
                    .filter(server -> server.stand() == ProofEvent.Stand.LAGS)
                    .forEach(server -> causes.add(
                            new Cause(Cause.Sort.NAME_SERVER, server.server().provider())));
        } else if (event instanceof ProofEvent.ProviderSilent silent) {
            causes.add(new Cause(Cause.Sort.NAME_SERVER, silent.provider()));
        } else if (event instanceof FailoverEvent.LocationDoubted doubted) {
            causes.add(new Cause(Cause.Sort.LOCATION, doubted.location().failureDomain()));
        }
        return causes;
    }

    private static void left(SortedSet<Cause> causes, Decision decision, @Nullable FailoverPolicy policy) {
        if (decision.from() instanceof Holding.Single single) {
            endpoint(causes, single.target(), policy);
            Ballot ballot = decision.evidence().ballots().get(single.endpointId());
            if (ballot != null) {
                location(causes, ballot);
            }
        }
    }

    private static void endpoint(SortedSet<Cause> causes, @Nullable Target target, @Nullable FailoverPolicy policy) {
        if (target != null) {
            causes.add(new Cause(Cause.Sort.HOST, target.rdata()));
            causes.add(new Cause(Cause.Sort.NETWORK, target.network()));
        }
        if (policy != null) {
            causes.add(new Cause(Cause.Sort.CHECK, policy.probe().toString()));
        }
    }

    /** Where one failure domain alone says that it is down, that domain may be the cause. */
    private static void location(SortedSet<Cause> causes, Ballot ballot) {
        if (ballot.count(Vote.DOWN) == 1) {
            for (Map.Entry<String, Vote> cast : ballot.votes().entrySet()) {
                if (cast.getValue() == Vote.DOWN) {
                    causes.add(new Cause(Cause.Sort.LOCATION, cast.getKey()));
                }
            }
        }
    }

    private static @Nullable Target target(String endpointId, @Nullable FailoverPolicy policy) {
        if (policy != null) {
            return policy.endpoint(endpointId).map(Endpoint::target).orElse(null);
        }
        try {
            return Target.parse(endpointId); // an endpoint is called by its target unless it has another name
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
