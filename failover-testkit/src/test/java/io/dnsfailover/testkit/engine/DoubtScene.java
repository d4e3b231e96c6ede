package io.dnsfailover.testkit.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.status.LocationStatus;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScenarioBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What the tests of doubt share: records on networks of their own, and what a scenario said. */
final class DoubtScene {
    static final String SORRY = "203.0.113.99";
    static final String A = "192.0.2.1";
    static final String B = "198.51.100.1";
    static final String C = "203.0.113.1";
    static final Duration MINUTE = Duration.ofMinutes(1);

    /** One record on three networks that gives up to a last resort: any mistake would show. */
    static FailoverPolicyBuilder three() {
        return on("www", A, B, C);
    }

    static FailoverPolicyBuilder on(String name, String... targets) {
        FailoverPolicyBuilder policy = FailoverPolicy.named(name)
                .record("example.com.", name + ".example.com.", RecordType.A)
                .primary(targets[0])
                .probe(new NamedProbe("any"))
                .quorum(Quorum.standard())
                .whenAllDown(AllDown.lastResort(SORRY));
        List.of(targets).subList(1, targets.length).forEach(policy::backup);
        return policy;
    }

    /** Records with a primary and a backup each, every one of them in a network of its own. */
    static ScenarioBuilder records(int count, Damping damping) {
        return Scenario.of(IntStream.range(0, count)
                .mapToObj(i -> on("w" + i, primary(i), "10.1." + i + ".1")
                        .damping(damping)
                        .build())
                .toArray(FailoverPolicy[]::new));
    }

    static String primary(int record) {
        return "10.0." + record + ".1";
    }

    static long moves(Scenario scenario) {
        return scenario.failover().counters().decisions();
    }

    static List<FailoverEvent> said(Scenario scenario, Class<? extends FailoverEvent> kind) {
        return scenario.events().stream().filter(kind::isInstance).toList();
    }

    static LocationStatus location(Scenario scenario, String id) {
        return scenario.failover().locations().stream()
                .filter(status -> status.location().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private DoubtScene() {}
}
