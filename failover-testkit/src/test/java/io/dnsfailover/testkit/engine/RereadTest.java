package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.DETECTED;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.status.ServerStatus;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How often name servers are read while nothing changes. */
class RereadTest {
    private static Scenario many(int records, Reconciliation rule) {
        FailoverPolicy[] policies = IntStream.range(0, records)
                .mapToObj(number ->
                        Www.named("r" + number).every(Duration.ofHours(1)).build())
                .toArray(FailoverPolicy[]::new);
        Scenario scenario =
                Scenario.of(policies).from("fra1").reconciliation(rule).start();
        scenario.advance(Duration.ofMinutes(2));
        return scenario;
    }

    private static long rereadsIn(Scenario scenario, Duration time) {
        long before = scenario.failover().counters().rereads();
        scenario.advance(time);
        return scenario.failover().counters().rereads() - before;
    }

    @Test
    @DisplayName("each record is read once a period, evenly, and none late")
    void manyRecords_areReadOnceAPeriod() {
        try (Scenario scenario = many(200, Reconciliation.DEFAULT)) {
            for (int period = 0; period < 10; period++) {
                assertThat(rereadsIn(scenario, Duration.ofSeconds(30))).isBetween(170L, 230L);
            }
            assertThat(scenario.failover().counters().lateRereads()).isZero();
            assertThat(scenario.nameServer().history()).hasSize(200);
        }
    }

    @Test
    @DisplayName(
            "never more reads a second than the limit: with many records the period stretches, and that is counted")
    void limit_stretchesThePeriod() {
        try (Scenario scenario = many(600, new Reconciliation(Duration.ofSeconds(30), 10, Duration.ofSeconds(30)))) {
            assertThat(rereadsIn(scenario, Duration.ofMinutes(5))).isBetween(2_900L, 3_001L);
            assertThat(scenario.failover().counters().lateRereads()).isPositive();
        }
    }

    @Test
    @DisplayName("a slow server is left alone for as long as it needed, so that a write finds it free")
    void slowServer_isAskedLess() {
        try (Scenario scenario = many(200, Reconciliation.DEFAULT)) {
            scenario.slowDownNameServer("ns1", Duration.ofSeconds(1));
            scenario.advance(Duration.ofMinutes(1));

            assertThat(rereadsIn(scenario, Duration.ofMinutes(10))).isBetween(290L, 301L);
            assertThat(scenario.failover().counters().lateRereads()).isPositive();
        }
    }

    @Test
    @DisplayName("a server that cannot be read is asked less, does not hold up a decision, and is shown with why")
    void serverOut_isAskedLess() {
        try (Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .reconciliation(new Reconciliation(Duration.ofSeconds(1), 100, Duration.ofSeconds(30)))
                .start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.nameServer().goDown();
            assertThat(rereadsIn(scenario, Duration.ofHours(1))).isLessThan(200);
            ServerStatus server =
                    scenario.failover().status("www").orElseThrow().servers().get(0);
            assertThat(server.failure()).contains("cannot be reached");
            assertThat(server.standing()).isEqualTo(ServerStatus.Standing.UP_TO_DATE);

            scenario.nameServer().comeBack();
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("a record whose policy is gone is read no more")
    void removedRecord_isReadNoMore() {
        try (Scenario scenario = many(2, Reconciliation.DEFAULT)) {
            scenario.reload(Www.named("r0").every(Duration.ofHours(1)).build());

            assertThat(rereadsIn(scenario, Duration.ofMinutes(10))).isBetween(17L, 23L);
        }
    }
}
