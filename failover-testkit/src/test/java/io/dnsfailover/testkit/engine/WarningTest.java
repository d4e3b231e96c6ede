package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent.WarningCleared;
import io.dnsfailover.event.FailoverEvent.WarningRaised;
import io.dnsfailover.health.Warning;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.readiness.Readiness;
import io.dnsfailover.status.EndpointStatus;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people should look at before it fails: said once, shown, and never a failure. */
class WarningTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @Test
    @DisplayName(
            "what a check warns of is said once with where it was seen, stands in the status, and ends after quiet checks")
    void checkThatWarns_isSaidOnce() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(LONG);
            scenario.endpoint(PRIMARY).warns("certificate ends in 6 days");
            scenario.advance(LONG);
            scenario.endpoint(PRIMARY).warns("certificate ends\nin 5 days");
            scenario.advance(LONG);

            String text = "certificate ends\\u000ain 5 days (seen from fra1, ams1)";
            assertThat(raised(scenario)).hasSize(1);
            assertThat(raised(scenario).get(0).describe())
                    .startsWith("endpoint 192.0.2.10 has a warning, CHECK: certificate ends in 6 days (seen from ");
            assertThat(status(scenario, PRIMARY).warnings().toString()).isEqualTo("[CHECK: " + text + "]");

            scenario.endpoint(PRIMARY).ceasesToWarn();
            scenario.advance(LONG);

            assertThat(status(scenario, PRIMARY).warnings()).isEmpty();
            assertThat(scenario.notifier().eventsOf(WarningCleared.class))
                    .singleElement()
                    .satisfies(cleared -> {
                        assertThat(cleared.endpointId()).isEqualTo(PRIMARY);
                        assertThat(cleared.lasted()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(13));
                    });
            assertThat(scenario).neverMoved();
        }
    }

    @Test
    @DisplayName("a warning that comes and goes with every other check is one episode")
    void flickeringWarning_isOneEpisode() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1").start()) {
            for (int i = 0; i < 20; i++) {
                scenario.endpoint(PRIMARY).warns("soon");
                scenario.advance(Duration.ofSeconds(30));
                scenario.endpoint(PRIMARY).ceasesToWarn();
                scenario.advance(Duration.ofSeconds(30));
            }

            assertThat(raised(scenario)).hasSize(1);
            assertThat(scenario).didNotSee(WarningCleared.class);
        }
    }

    @Test
    @DisplayName(
            "a standby with other content than the endpoint in use is warned of, and not the moment that a new version is rolled out")
    void otherContent_isNotReady() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).servesContent("v1");
            scenario.endpoint(BACKUP).servesContent("v1");
            scenario.advance(LONG);
            assertThat(readiness(scenario, BACKUP)).isEqualTo(new Readiness(100, List.of()));
            assertThat(status(scenario, PRIMARY).readiness()).isNull();

            scenario.endpoint(PRIMARY).servesContent("v2");
            scenario.advance(Duration.ofSeconds(45));
            scenario.endpoint(BACKUP).servesContent("v2");
            scenario.advance(LONG);
            assertThat(raised(scenario)).isEmpty();

            scenario.endpoint(PRIMARY).servesContent("v3");
            scenario.advance(LONG);
            assertThat(raised(scenario)).singleElement().satisfies(raised -> {
                assertThat(raised.endpointId()).isEqualTo(BACKUP);
                assertThat(raised.warning().kind()).isEqualTo(Warning.Kind.READINESS);
                assertThat(raised.warning().text())
                        .startsWith("readiness 70: its content is not that of 192.0.2.10 (seen from ams1, fra1)");
            });
            assertThat(readiness(scenario, BACKUP).score()).isEqualTo(70);

            scenario.endpoint(BACKUP).servesContent("v3");
            scenario.advance(LONG);
            assertThat(scenario.notifier().eventsOf(WarningCleared.class)).hasSize(1);
            assertThat(scenario).neverMoved();
        }
    }

    @Test
    @DisplayName(
            "a standby that is down is not ready, which its verdict says; once the record stands on it the warning is over")
    void standbyThatIsUsed_needsNoReadiness() {
        FailoverPolicy two = FailoverPolicy.named("www")
                .record(
                        "example.com.",
                        "www.example.com.",
                        Www.policy().record().type())
                .primary(PRIMARY)
                .backup(BACKUP)
                .probe(new NamedProbe("any"))
                .build();
        try (Scenario scenario = Scenario.of(two).from("fra1", "ams1").start()) {
            scenario.advance(LONG);
            scenario.endpoint(PRIMARY).servesContent("v1");
            scenario.endpoint(BACKUP).servesContent("v2");
            scenario.advance(LONG);
            assertThat(raised(scenario)).extracting(WarningRaised::endpointId).containsExactly(BACKUP);

            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(LONG);

            assertThat(scenario).moved(BACKUP);
            assertThat(status(scenario, BACKUP).readiness()).isNull();
            assertThat(status(scenario, BACKUP).warnings()).isEmpty();
            assertThat(readiness(scenario, PRIMARY).score()).isEqualTo(40);
            assertThat(raised(scenario)).extracting(WarningRaised::endpointId).containsExactly(BACKUP);
        }
    }

    @Test
    @DisplayName("a policy says from which score on it warns; 0 is never")
    void threshold_isThePolicys() {
        for (int least : List.of(0, 70, 71)) {
            FailoverPolicy policy = Www.builder().readiness(least).build();
            try (Scenario scenario = Scenario.of(policy).from("fra1", "ams1").start()) {
                scenario.endpoint(PRIMARY).servesContent("v1");
                scenario.endpoint(BACKUP).servesContent("v2");
                scenario.advance(Duration.ofMinutes(10));

                assertThat(raised(scenario)).as("at %d", least).hasSize(least == 71 ? 1 : 0);
                assertThat(readiness(scenario, BACKUP).score()).isEqualTo(70);
            }
        }
    }

    @Test
    @DisplayName("a start is no shortcoming: nothing is warned of while the first votes come in")
    void start_isQuiet() {
        try (Scenario scenario =
                Scenario.of(Www.policy()).from("fra1", "ams1", "nyc1").start()) {
            scenario.advance(Duration.ofHours(1));

            assertThat(raised(scenario)).isEmpty();
            assertThat(readiness(scenario, BACKUP).score()).isEqualTo(100);
        }
    }

    @Test
    @DisplayName("a reload ends no episode and begins none")
    void reload_keepsTheEpisode() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1").start()) {
            scenario.endpoint(PRIMARY).warns("soon");
            scenario.advance(LONG);
            scenario.reload(Www.builder().ttl(Duration.ofSeconds(30)).build());
            scenario.advance(LONG);
            scenario.reload(
                    Www.policy().toBuilder().probe(new NamedProbe("other")).build());
            scenario.advance(LONG);

            assertThat(raised(scenario)).hasSize(1);
            assertThat(scenario).didNotSee(WarningCleared.class);
        }
    }

    private static List<WarningRaised> raised(Scenario scenario) {
        return scenario.notifier().eventsOf(WarningRaised.class);
    }

    private static Readiness readiness(Scenario scenario, String endpoint) {
        return Objects.requireNonNull(status(scenario, endpoint).readiness());
    }

    private static EndpointStatus status(Scenario scenario, String endpoint) {
        return scenario.failover().status("www").orElseThrow().endpoints().stream()
                .filter(known -> known.endpoint().id().equals(endpoint))
                .findFirst()
                .orElseThrow();
    }
}
