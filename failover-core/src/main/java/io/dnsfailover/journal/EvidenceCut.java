package io.dnsfailover.journal;

import io.dnsfailover.decision.Decision;
import io.dnsfailover.decision.Evidence;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.quorum.Ballot;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What of a decision's evidence gives way when there is too much of it, the least useful first. Each goes further than the one before. */
enum EvidenceCut {
    /** Single results on the two endpoints that the record moves between, and on no other. */
    RESULTS_ON_OTHERS {
        @Override
        Evidence of(Evidence all, Set<String> moving) {
            return with(
                    all,
                    all.ballots(),
                    only(all.sightings(), moving),
                    all.rejected().size());
        }
    },
    /** Votes, but no single results. */
    ALL_RESULTS {
        @Override
        Evidence of(Evidence all, Set<String> moving) {
            return with(all, all.ballots(), Map.of(), all.rejected().size());
        }
    },
    /** Votes on the two endpoints, and why the first few others were not chosen. */
    VOTES_ON_OTHERS {
        @Override
        Evidence of(Evidence all, Set<String> moving) {
            return with(
                    all,
                    only(all.ballots(), moving),
                    Map.of(),
                    Math.min(A_FEW, all.rejected().size()));
        }
    },
    /** The times, and nothing else. */
    EVERYTHING {
        @Override
        Evidence of(Evidence all, Set<String> moving) {
            return new Evidence(
                    Map.of(),
                    null,
                    Map.of(),
                    Collections.emptySortedSet(),
                    Map.of(),
                    List.of(),
                    all.troubleBegan(),
                    all.confirmed(),
                    all.verificationAsked());
        }
    };

    private static final int A_FEW = 8;

    abstract Evidence of(Evidence all, Set<String> moving);

    /** The same decision with less evidence. */
    Decision of(Decision decision) {
        Set<String> moving = new TreeSet<>();
        for (Holding holding : List.of(decision.from(), decision.to())) {
            if (holding instanceof Holding.Single single) {
                moving.add(single.endpointId());
            }
        }
        return new Decision(
                decision.generation(),
                decision.cause(),
                decision.from(),
                decision.to(),
                of(decision.evidence(), moving),
                decision.at());
    }

    private static Evidence with(
            Evidence all, Map<String, Ballot> ballots, Map<String, List<LocationHealth>> sightings, int rejected) {
        return new Evidence(
                ballots,
                all.verification(),
                sightings,
                all.doubted(),
                all.overrides(),
                all.rejected().subList(0, rejected),
                all.troubleBegan(),
                all.confirmed(),
                all.verificationAsked());
    }

    private static <T> Map<String, T> only(Map<String, T> all, Set<String> endpoints) {
        Map<String, T> kept = new TreeMap<>(all);
        kept.keySet().retainAll(endpoints);
        return kept;
    }
}
