package io.dnsfailover.simulation.rule;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.policy.Drift;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.simulation.world.Life;
import io.dnsfailover.simulation.world.NameServer;
import io.dnsfailover.simulation.world.Place;
import io.dnsfailover.simulation.world.Records;
import io.dnsfailover.simulation.world.World;
import io.dnsfailover.spi.Change;
import io.dnsfailover.status.RecordStatus;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must have come to hold some time after the last fault: L1, L2 and L4, and with L1, because the mail server may have been out and the
 * liars lied, I17 and the other half of I6.
 *
 * <p>A server on which somebody else wrote last, or a late request of ours after newer ones, is excused until our next write where the
 * policy says that drift is reported and left. Everywhere else it must have been restored.
 */
final class LivenessRules implements Check {
    private final World world;
    private final Violations violations;
    private final Map<String, Long> newest = new HashMap<>();
    private final Set<String> excused = new HashSet<>();

    LivenessRules(World world, Violations violations) {
        this.world = world;
        this.violations = violations;
    }

    private static String key(NameServer server, int record) {
        return server.name() + " " + record;
    }

    @Override
    public void edited(NameServer server, int record) {
        excused.add(key(server, record));
    }

    @Override
    public void applied(Life by, NameServer server, int record, Change change) {
        String key = key(server, record);
        if (change.generation() >= newest.getOrDefault(key, 0L)) {
            newest.put(key, change.generation());
            excused.remove(key);
        } else {
            excused.add(key);
        }
    }

    @Override
    public void atTheEnd() {
        Life office = world.processes().inOffice();
        Failover failover = office == null ? null : office.failover();
        if (office == null || failover == null || !office.process().isRunning()) {
            violations.add(Rule.L1, "no engine runs");
            return;
        }
        for (FailoverPolicy policy : office.policies()) {
            Optional<RecordStatus> status = failover.status(policy.name());
            if (status.isEmpty()) {
                violations.add(Rule.L1, policy.name() + " does not know what it holds");
                continue;
            }
            standsWell(policy, status.get());
            for (NameServer server : world.nameServers()) {
                isServed(
                        policy,
                        server,
                        failover.current(
                                policy.record().owner(), policy.record().type()));
            }
            isChecked(policy);
        }
    }

    private void standsWell(FailoverPolicy policy, RecordStatus status) {
        Holding holding = status.holding();
        boolean stands = holding instanceof Holding.Single single
                && policy.endpoint(single.endpointId()).isPresent();
        violations.check(stands, Rule.L1, policy.name() + " holds " + holding + " although every endpoint works");
        boolean mayReturn =
                policy.failback() instanceof Failback.Automatic || policy.failback() instanceof Failback.AfterUpFor;
        if (mayReturn && holding instanceof Holding.Single single) {
            violations.check(
                    single.endpointId().equals(policy.primary().id()),
                    Rule.L2,
                    policy.name() + " still holds " + holding + ", its primary is " + policy.primary()
                            + ", and it stays because of " + status.notice());
        }
    }

    private void isServed(FailoverPolicy policy, NameServer server, @Nullable RecordSet wanted) {
        int record = Records.numberOf(policy.name());
        RecordSet served = server.held(record).published().recordSet();
        violations.check(
                isLeft(policy, server, record) || (wanted != null && wanted.equals(served)),
                Rule.L1,
                server.name() + " serves " + served + ", the engine wants " + wanted);
    }

    private boolean isLeft(FailoverPolicy policy, NameServer server, int record) {
        return policy.drift() == Drift.REPORT && excused.contains(key(server, record));
    }

    private void isChecked(FailoverPolicy policy) {
        long bound = 2 * policy.interval().toNanos() + policy.timeout().toNanos();
        int record = Records.numberOf(policy.name());
        for (Place place : world.places()) {
            if (place.isRemote()) {
                continue;
            }
            policy.endpoints().forEach(endpoint -> {
                long at = world.checkedAtNanos(record, world.backendAt(endpoint.port()), place.number());
                violations.check(
                        world.timeline().nowNanos() - at <= bound,
                        Rule.L4,
                        policy.name() + " " + endpoint + " was last checked from " + place.location() + " at " + at
                                + " ns");
            });
        }
    }
}
