package io.dnsfailover.testkit.engine;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.status.ProofStatus;
import io.dnsfailover.status.ZoneStatus;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScenarioBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** The zone example.com. with three authoritative servers of two providers, all of which serve what is published to ns1. */
final class ProofScene {
    static final String ALPHA_1 = "192.0.2.53";
    static final String ALPHA_2 = "192.0.2.54";
    static final String BETA = "198.51.100.53";
    static final DnsName ZONE = DnsName.of("example.com.");

    private ProofScene() {}

    static ScenarioBuilder builder(FailoverPolicy... policies) {
        return Scenario.of(policies)
                .from("fra1", "ams1")
                .authority("example.com.", "ns1.alpha.net.", ALPHA_1, "ns1")
                .authority("example.com.", "ns2.alpha.net.", ALPHA_2, "ns1")
                .authority("example.com.", "ns1.beta.org.", BETA, "ns1");
    }

    /** Some minutes after the start, with nothing more to be said of it. */
    static Scenario settled() {
        Scenario scenario = builder(Www.policy()).start();
        scenario.advance(Duration.ofMinutes(2));
        return scenario;
    }

    static void failOver(Scenario scenario) {
        scenario.endpoint(Www.PRIMARY).goesDown();
        scenario.time()
                .advanceUntil(
                        () -> !told(scenario, FailoverEvent.FailedOver.class).isEmpty(), Duration.ofMinutes(2));
    }

    static ProofStatus proof(Scenario scenario) {
        return Objects.requireNonNull(
                scenario.failover().status("www").orElseThrow().proof());
    }

    static ZoneStatus zone(Scenario scenario) {
        return scenario.failover().zones().get(0);
    }

    static <E extends FailoverEvent> List<E> told(Scenario scenario, Class<E> kind) {
        return scenario.events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
