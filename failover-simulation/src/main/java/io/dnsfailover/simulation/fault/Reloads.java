package io.dnsfailover.simulation.fault;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.simulation.time.Chance;
import io.dnsfailover.simulation.world.Records;
import io.dnsfailover.simulation.world.SimulatedCheck;
import io.dnsfailover.simulation.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Other policies, in the middle of everything: one policy is changed, and changed back when the fault ends. */
final class Reloads {
    private final World world;

    Reloads(World world) {
        this.world = world;
    }

    void set(Fault fault, boolean begins) {
        List<FailoverPolicy> first = world.blueprint().policies();
        FailoverPolicy original = first.get(fault.subject() % first.size());
        List<FailoverPolicy> next = new ArrayList<>(world.policies());
        next.removeIf(policy -> policy.name().equals(original.name()));
        if (!begins) {
            next.add(original);
        } else if (fault.size() % 6 != 0 || next.isEmpty()) {
            next.add(changed(original, fault));
        } // else the policy is gone for a while
        next.sort((a, b) -> Integer.compare(Records.numberOf(a.name()), Records.numberOf(b.name())));
        world.reload(List.copyOf(next));
    }

    private FailoverPolicy changed(FailoverPolicy original, Fault fault) {
        Chance chance = new Chance(world.blueprint().seed() + fault.atNanos(), "reload");
        List<Endpoint> endpoints = new ArrayList<>(original.endpoints());
        FailoverPolicyBuilder builder = FailoverPolicy.named(original.name())
                .record(
                        original.record().zone().toString(),
                        original.record().owner().toString(),
                        original.record().type())
                .every(original.interval())
                .timeout(original.timeout())
                .confirmAfter(original.confirmAfter())
                .drift(original.drift())
                .quorum(original.quorum())
                .whenAllDown(original.allDown())
                .damping(original.damping())
                .moves(original.moveBudget());
        SimulatedCheck check = (SimulatedCheck) original.probe();
        int edition = check.edition();
        switch (fault.size() % 6) {
            case 1 -> Collections.swap(endpoints, 0, endpoints.size() - 1);
            case 2 -> endpoints.remove((int) chance.below(endpoints.size()));
            case 3 -> retarget(endpoints, chance);
            case 4 -> edition++;
            default -> add(endpoints, chance);
        }
        if (endpoints.isEmpty()) {
            endpoints.addAll(original.endpoints());
        }
        builder.primary(endpoints.get(0));
        endpoints.subList(1, endpoints.size()).forEach(builder::backup);
        return builder.ttl(original.ttl().duration().plusSeconds(fault.size() % 2))
                .failback(original.failback())
                .probe(new SimulatedCheck(check.group(), edition))
                .build();
    }

    /** An endpoint keeps its name and is somewhere else now. */
    private void retarget(List<Endpoint> endpoints, Chance chance) {
        int at = (int) chance.below(endpoints.size());
        Endpoint free = free(endpoints, chance);
        if (free != null) {
            endpoints.set(at, new Endpoint(endpoints.get(at).id(), free.target(), free.port()));
        }
    }

    private void add(List<Endpoint> endpoints, Chance chance) {
        Endpoint free = free(endpoints, chance);
        if (free != null) {
            endpoints.add((int) chance.below(endpoints.size() + 1L), free);
        }
    }

    private @Nullable Endpoint free(List<Endpoint> endpoints, Chance chance) {
        int start = (int) chance.below(world.backends().size());
        for (int i = 0; i < world.backends().size(); i++) {
            int number = (start + i) % world.backends().size();
            int port = World.FIRST_PORT + number;
            String id = "e" + number;
            if (endpoints.stream().noneMatch(e -> e.port() == port || e.id().equals(id))) {
                return new Endpoint(id, Target.parse(world.backend(number).address()), port);
            }
        }
        return null;
    }
}
