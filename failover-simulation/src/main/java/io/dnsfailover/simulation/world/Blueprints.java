package io.dnsfailover.simulation.world;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.Drift;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.simulation.time.Chance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws what a world is made of. Most worlds are small, so that there can be many of them; some are large. */
public final class Blueprints {
    private static final int[] INTERVAL_SECONDS = {10, 15, 30, 60, 120, 300};
    private static final long MOST_CHECKS_PER_HOUR = 8_000;
    private static final int GROUPS_FROM = 1_000;
    private static final int GROUPS = 3;

    private final Chance chance;
    private final long seed;
    private final boolean shares; // whether records check in the same way, so that they share checks

    private Blueprints(long seed) {
        this.seed = seed;
        this.chance = new Chance(seed, "blueprint");
        this.shares = new Chance(seed, "sharing").percent(30);
    }

    /** The world of a seed. */
    public static Blueprint of(long seed) {
        return new Blueprints(seed).draw();
    }

    private Blueprint draw() {
        int size = chance.between(1, 100);
        int records = size <= 75 ? chance.between(1, 4) : size <= 95 ? chance.between(5, 12) : chance.between(13, 50);
        List<Location> locations = locations(size <= 75 ? chance.between(1, 7) : chance.between(1, 3));
        int domains =
                (int) locations.stream().map(Location::failureDomain).distinct().count();
        int controllers = chance.percent(40) ? chance.between(2, 3) : 1;
        int remote = controllers > 1 || chance.percent(30) ? locations.size() : chance.between(0, locations.size());
        List<String> backends = backends(chance.between(2, 6 + records));
        List<FailoverPolicy> policies = new ArrayList<>();
        int slower = 0;
        for (int record = 0; record < records; record++) {
            policies.add(policy(record, backends, domains, slower));
        }
        while (checksPerHour(policies, locations.size()) > MOST_CHECKS_PER_HOUR && slower < INTERVAL_SECONDS.length) {
            slower++;
            for (int record = 0; record < records; record++) {
                policies.set(record, policy(record, backends, domains, slower));
            }
        }
        boolean looks = remote < locations.size() && chance.percent(30);
        Brake brake = brake(records);
        long quiet =
                policies.stream().mapToLong(Patience::nanosFor).max().orElseThrow() + Patience.nanosFor(brake, records);
        return new Blueprint(
                seed,
                locations,
                remote,
                backends,
                policies,
                brake,
                doubt(),
                looks ? List.of("172.16.0.1", "172.16.0.2", "172.16.1.1") : List.of(),
                comparing(),
                controllers,
                chance.between(1, 2),
                chance.nanosBetween(
                        Duration.ofMinutes(120).toNanos(),
                        Duration.ofMinutes(270).toNanos()),
                quiet);
    }

    private Brake brake(int records) {
        if (records < 3 || chance.percent(40)) {
            return Brake.DEFAULT;
        }
        int minimum = chance.between(2, Math.max(2, records / 2));
        return new Brake(chance.between(20, 60), minimum, Duration.ofMinutes(chance.between(1, 10)));
    }

    private Doubt doubt() {
        return chance.percent(50) ? Doubt.DEFAULT : new Doubt(chance.between(51, 100), chance.between(2, 4));
    }

    private List<Boolean> comparing() {
        List<Boolean> comparing = new ArrayList<>();
        for (int servers = chance.between(1, 3); servers > 0; servers--) {
            comparing.add(chance.percent(70));
        }
        return comparing;
    }

    private List<Location> locations(int count) {
        List<Location> locations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int domain = i > 0 && chance.percent(15) ? i - 1 : i;
            locations.add(new Location("loc" + i, "dom" + domain));
        }
        return locations;
    }

    private List<String> backends(int count) {
        List<String> backends = new ArrayList<>();
        int networks = chance.between(1, count);
        for (int i = 0; i < count; i++) {
            backends.add("10.0." + chance.below(networks) + "." + (i + 1));
        }
        return backends;
    }

    private static long checksPerHour(List<FailoverPolicy> policies, int places) {
        return policies.stream()
                        .mapToLong(policy -> policy.endpoints().size()
                                * 3600L
                                / policy.interval().toSeconds())
                        .sum()
                * places;
    }

    private FailoverPolicy policy(int record, List<String> backends, int domains, int slower) {
        Chance own = new Chance(seed, "policy " + record);
        int group = shares ? GROUPS_FROM + record % GROUPS : record;
        Chance paces = shares ? new Chance(seed, "group " + group) : own;
        int pace = Math.min(paces.between(0, INTERVAL_SECONDS.length - 2) + slower, INTERVAL_SECONDS.length - 1);
        Duration interval = Duration.ofSeconds(INTERVAL_SECONDS[pace]);
        FailoverPolicyBuilder builder = FailoverPolicy.named(Records.nameOf(record))
                .record("example.com.", Records.nameOf(record) + ".example.com.", RecordType.A)
                .ttl(Duration.ofSeconds(own.between(30, 300)))
                .every(interval)
                .timeout(Duration.ofSeconds(paces.between(1, 5)))
                .confirmAfter(Duration.ofSeconds(1))
                .damping(new Damping(own.between(1, 4), own.between(1, 3), own.between(1, 6)))
                .quorum(quorum(own, domains))
                .failback(failback(own))
                .whenAllDown(allDown(own))
                .moves(new MoveBudget(own.between(1, 5), Duration.ofMinutes(own.between(5, 30))))
                .drift(new Chance(seed, "drift " + record).percent(20) ? Drift.REPORT : Drift.RESTORE)
                .probe(new SimulatedCheck(group, 0));
        List<Endpoint> endpoints = endpoints(own, backends);
        builder.primary(endpoints.get(0));
        endpoints.subList(1, endpoints.size()).forEach(builder::backup);
        return builder.build();
    }

    private static List<Endpoint> endpoints(Chance own, List<String> backends) {
        int count = Math.min(backends.size(), own.percent(10) ? 1 : own.between(2, 6));
        Set<Integer> chosen = new HashSet<>();
        List<Endpoint> endpoints = new ArrayList<>();
        while (endpoints.size() < count) {
            int number = (int) own.below(backends.size());
            if (chosen.add(number)) {
                endpoints.add(
                        new Endpoint("e" + number, Target.parse(backends.get(number)), World.FIRST_PORT + number));
            }
        }
        return endpoints;
    }

    private static Quorum quorum(Chance own, int domains) {
        return switch (own.between(0, 9)) {
            case 0, 1 -> Quorum.majority();
            case 2, 3 -> Quorum.atLeast(own.between(1, domains));
            case 4 -> Quorum.all();
            default -> Quorum.standard();
        };
    }

    private static Failback failback(Chance own) {
        return switch (own.between(0, 7)) {
            case 0, 1 -> Failback.automatic();
            case 2 -> Failback.manual();
            case 3 -> Failback.never();
            default -> Failback.afterUpFor(Duration.ofSeconds(own.between(60, 600)));
        };
    }

    private static AllDown allDown(Chance own) {
        return switch (own.between(0, 5)) {
            case 0 -> AllDown.primary();
            case 1 -> AllDown.all();
            case 2 -> AllDown.lastResort("203.0.113.250");
            default -> AllDown.keepLast();
        };
    }
}
