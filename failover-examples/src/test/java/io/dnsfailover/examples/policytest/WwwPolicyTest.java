package io.dnsfailover.examples.policytest;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;

import io.dnsfailover.health.Damping;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.probes.HttpProbe;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How to test a policy of one's own: the real engine in simulated time. The test itself is the example. */
class WwwPolicyTest {
    private final FailoverPolicy www = FailoverPolicy.named("www")
            .record("example.com.", "www.example.com.", RecordType.A)
            .ttl(Duration.ofSeconds(30))
            .primary("192.0.2.10")
            .backup("192.0.2.20")
            .backup("198.51.100.7")
            .probe(HttpProbe.https().path("/healthz"))
            .every(Duration.ofSeconds(30))
            .confirmAfter(Duration.ofSeconds(1))
            .damping(Damping.fall(3).ok(3).rise(5))
            .quorum(Quorum.atLeast(2))
            .failback(Failback.afterUpFor(Duration.ofMinutes(5)))
            .build();

    // tag::policy-test[]
    @Test
    @DisplayName("a dead primary is left within 45 s, and taken back 5 minutes after it has risen")
    void primary_dies_andComesBack() {
        try (Scenario scenario = Scenario.of(www).from("fra1", "iad1").start()) {
            scenario.advance(Duration.ofMinutes(10));
            scenario.endpoint("192.0.2.10").goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo("192.0.2.20").within(Duration.ofSeconds(45));

            scenario.endpoint("192.0.2.10").comesBack();
            scenario.advance(Duration.ofMinutes(10));
            assertThat(scenario).failedBackTo("192.0.2.10").noSoonerThan(Duration.ofMinutes(5));
        }
    }
    // end::policy-test[]

    @Test
    @DisplayName("what only one location cannot reach stays")
    void primary_unreachableFromOneLocation_stays() {
        try (Scenario scenario = Scenario.of(www).from("fra1", "iad1").start()) {
            scenario.location("iad1").cannotReach("192.0.2.10");
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).neverMoved();
        }
    }

    @Test
    @DisplayName("a backup that does not work is passed over")
    void brokenBackup_isPassedOver() {
        try (Scenario scenario = Scenario.of(www).from("fra1", "iad1").start()) {
            scenario.endpoint("192.0.2.20").goesDown();
            scenario.advance(Duration.ofMinutes(10));
            scenario.endpoint("192.0.2.10").goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo("198.51.100.7").neverPublished("192.0.2.20");
        }
    }
}
