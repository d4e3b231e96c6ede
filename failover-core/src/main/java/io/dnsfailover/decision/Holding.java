package io.dnsfailover.decision;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;
import java.util.Optional;

/** What a record set holds, in the words of its policy. */
public sealed interface Holding {
    /**
     * One endpoint.
     *
     * @param endpointId its id
     * @param target its target when it was chosen, which stays published when the policy drops the endpoint
     */
    record Single(String endpointId, Target target) implements Holding {
        @Override
        public String toString() {
            return endpointId.equals(target.toString()) ? endpointId : endpointId + " " + target;
        }
    }

    /**
     * All endpoints, because none works.
     *
     * @param targets their targets
     */
    record Everything(List<Target> targets) implements Holding {
        /** Copies the targets. */
        public Everything {
            targets = List.copyOf(targets);
        }

        @Override
        public String toString() {
            return "all " + targets;
        }
    }

    /**
     * The fixed target for when no endpoint works.
     *
     * @param target the target
     */
    record LastResort(Target target) implements Holding {
        @Override
        public String toString() {
            return "last resort " + target;
        }
    }

    /**
     * One endpoint.
     *
     * @param endpoint the endpoint
     * @return what a record set holds that points at it
     */
    static Holding of(Endpoint endpoint) {
        return new Single(endpoint.id(), endpoint.target());
    }

    /**
     * What is published.
     *
     * @return one target at least
     */
    default List<Target> published() {
        if (this instanceof Single single) {
            return List.of(single.target());
        }
        if (this instanceof Everything everything) {
            return everything.targets();
        }
        return List.of(((LastResort) this).target());
    }

    /**
     * The endpoint that the record stands on.
     *
     * @param policy the policy
     * @return the endpoint; none when all or the last resort are published, or the policy dropped it
     */
    default Optional<Endpoint> endpoint(FailoverPolicy policy) {
        return this instanceof Single single ? policy.endpoint(single.endpointId()) : Optional.empty();
    }

    /**
     * The record set to publish.
     *
     * @param policy the policy
     * @return a record set with the policy's time to live
     */
    default RecordSet recordSet(FailoverPolicy policy) {
        return RecordSet.of(
                policy.record(),
                policy.ttl(),
                published().stream().map(Target::rdata).toList());
    }
}
