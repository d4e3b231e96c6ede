package io.dnsfailover.status;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.RecordSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record as it stood at its last evaluation, with its name servers as they stand.
 *
 * @param policy the name of the policy
 * @param recordSet what is published
 * @param generation the number of the decision behind it
 * @param holding the same in the words of the policy
 * @param endpoints every endpoint in the order of preference
 * @param hold the operator's order to stay; null when there is none
 * @param notice why the record stays although it would rather move; NONE when it would not
 * @param servers each name server, in the order in which the publishers were given
 * @param proof what the authoritative servers were seen to answer; null where nobody asks them
 */
public record RecordStatus(
        String policy,
        RecordSet recordSet,
        long generation,
        Holding holding,
        List<EndpointStatus> endpoints,
        @Nullable StandingOrder hold,
        RecordState.Notice notice,
        List<ServerStatus> servers,
        @Nullable ProofStatus proof) {
    /** Copies the lists. */
    public RecordStatus {
        endpoints = List.copyOf(endpoints);
        servers = List.copyOf(servers);
    }

    /**
     * The same at a later moment at which only the name servers stand otherwise.
     *
     * @param now how they stand
     * @return a copy
     */
    public RecordStatus with(List<ServerStatus> now) {
        return new RecordStatus(policy, recordSet, generation, holding, endpoints, hold, notice, now, proof);
    }

    /**
     * The same at a later moment at which only the authoritative servers were seen to answer something else.
     *
     * @param seen what they were seen to answer
     * @return a copy
     */
    public RecordStatus with(@Nullable ProofStatus seen) {
        return new RecordStatus(policy, recordSet, generation, holding, endpoints, hold, notice, servers, seen);
    }
}
