package io.dnsfailover.simulation.world;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.model.Location;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Doubt;
import java.util.List;

/**
 * What a world is made of, as its seed drew it.
 *
 * @param seed the seed
 * @param locations the locations, with their failure domains
 * @param remote how many of them, from the last one, are other machines that report
 * @param backends the addresses of all servers that records may point at
 * @param policies the policies at the start
 * @param brake how many records may move at once
 * @param doubt when a location is not believed
 * @param controls the addresses of what always answers; empty when the host names none
 * @param comparing for each name server, whether it compares before it writes
 * @param controllers how many machines can run an engine; more than one share a store
 * @param resolvers how many resolvers with a cache ask
 * @param chaosNanos for how long things go wrong
 * @param quietNanos for how long nothing goes wrong after it
 */
public record Blueprint(
        long seed,
        List<Location> locations,
        int remote,
        List<String> backends,
        List<FailoverPolicy> policies,
        Brake brake,
        Doubt doubt,
        List<String> controls,
        List<Boolean> comparing,
        int controllers,
        int resolvers,
        long chaosNanos,
        long quietNanos) {}
