package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.spi.Published;
import io.dnsfailover.status.ServerStatus;
import io.dnsfailover.status.ServerStatus.Standing;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Several name servers of one record, of which one lags. */
class ServersTest {
    private static Scenario twoServers() {
        Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .publishingTo("ns1", "ns2")
                .start();
        scenario.advance(Duration.ofMinutes(1));
        return scenario;
    }

    private static List<ServerStatus> servers(Scenario scenario) {
        return scenario.failover().status("www").orElseThrow().servers();
    }

    @Test
    @DisplayName("the status shows what each name server holds")
    void status_showsEachServer() {
        try (Scenario scenario = twoServers()) {
            assertThat(servers(scenario)).hasSize(2).allSatisfy(server -> {
                assertThat(server.standing()).isEqualTo(Standing.UP_TO_DATE);
                assertThat(server.failure()).isNull();
                assertThat(server.holds())
                        .isNotNull()
                        .extracting(Published::generation)
                        .isEqualTo(1L);
                assertThat(server.confirmed()).isNotNull();
            });
            assertThat(servers(scenario)).extracting(ServerStatus::publisher).containsExactly("ns1", "ns2");
        }
    }

    @Test
    @DisplayName("a name server that lags for 30 s is an incident that says what each serves, and its end is told")
    void lag_isToldOnceAndEnds() {
        try (Scenario scenario = twoServers()) {
            scenario.nameServer("ns2").goDown();
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(10));

            assertThat(scenario).failedOverTo(BACKUP);
            assertThat(of(scenario, ServerEvent.ServersDiverged.class))
                    .singleElement()
                    .extracting(FailoverEvent::describe)
                    .isEqualTo("the name servers do not agree on generation 2: ns1 has generation 2 [192.0.2.20];"
                            + " ns2 lags with generation 1 [192.0.2.10]");
            ServerStatus lags = servers(scenario).get(1);
            assertThat(lags.standing()).isEqualTo(Standing.BEHIND);
            assertThat(lags.failure()).contains("cannot be reached");
            assertThat(of(scenario, ServerEvent.ServersConverged.class)).isEmpty();

            scenario.nameServer("ns2").comeBack();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(of(scenario, ServerEvent.ServersConverged.class))
                    .singleElement()
                    .matches(end -> end.lasted().compareTo(Duration.ofMinutes(9)) > 0);
            assertThat(of(scenario, ServerEvent.ServersDiverged.class)).hasSize(1);
            assertThat(servers(scenario)).allMatch(server -> server.standing() == Standing.UP_TO_DATE);
        }
    }

    @Test
    @DisplayName("a name server that lags for less is no incident, however often")
    void shortLags_areNotTold() {
        try (Scenario scenario = twoServers()) {
            for (int i = 0; i < 3; i++) {
                scenario.slowDownNameServer("ns2", Duration.ofSeconds(20));
                scenario.endpoint(PRIMARY).goesDown();
                scenario.advance(Duration.ofMinutes(5));
                scenario.endpoint(PRIMARY).comesBack();
                scenario.advance(Duration.ofMinutes(20));
            }

            assertThat(of(scenario, FailoverEvent.FailedBack.class)).hasSize(3);
            assertThat(of(scenario, ServerEvent.class)).isEmpty();
        }
    }

    private static <E extends FailoverEvent> List<E> of(Scenario scenario, Class<E> kind) {
        return scenario.events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
