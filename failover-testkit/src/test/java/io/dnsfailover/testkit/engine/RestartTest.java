package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.DETECTED;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static io.dnsfailover.testkit.engine.Www.SECOND_BACKUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.MoveBudget;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A restart changes nothing, whenever it comes. */
class RestartTest {
    @Test
    @DisplayName("a restart in quiet times writes nothing and moves nothing")
    void quietRestart_writesNothing() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.restart(Duration.ofMinutes(1));
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).neverMoved().answers(PRIMARY);
            assertThat(scenario.nameServer().history()).isEmpty();
        }
    }

    @Test
    @DisplayName("after a restart the record stays on the backup, and a primary that was down has to rise again")
    void failedOver_staysThereAfterRestart() {
        FailoverPolicy policy = Www.builder().failback(Failback.automatic()).build();
        try (Scenario scenario = Scenario.of(policy).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).comesBack();

            scenario.restart(Duration.ZERO);

            long checked = scenario.location("fra1").checksOf(PRIMARY);
            assertThat(checked).isEqualTo(1);
            assertThat(scenario).moved(BACKUP).answers(BACKUP);
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).failedBackTo(PRIMARY).noSoonerThan(Duration.ofSeconds(4));
        }
    }

    @Test
    @DisplayName("a restart between two failed checks starts the count anew and does not move the record sooner")
    void restartInTheMidstOfDetection_doesNotMoveSooner() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            long before = scenario.location("fra1").checksOf(PRIMARY);
            scenario.endpoint(PRIMARY).goesDown();
            scenario.time()
                    .advanceUntil(
                            () -> scenario.location("fra1").checksOf(PRIMARY) == before + 2, Duration.ofMinutes(2));

            scenario.restart(Duration.ZERO);
            assertThat(scenario).neverMoved();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED);
        }
    }

    @Test
    @DisplayName("a restart between decision and publish publishes what was decided")
    void restartBeforePublish_publishesTheDecision() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.time().delayWorker("publisher-1", Duration.ofHours(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario.failover()
                            .current(
                                    Www.policy().record().owner(),
                                    Www.policy().record().type()))
                    .isNotNull();
            assertThat(scenario.nameServer().history()).hasSize(1);

            scenario.time().delayWorker("publisher-1", Duration.ZERO);
            scenario.restart(Duration.ofSeconds(1));
            scenario.advance(Duration.ofSeconds(1));

            assertThat(scenario).moved(BACKUP).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("a restart while the decision is being stored forgets it, and decides again on fresh evidence")
    void restartBeforeStored_decidesAgain() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.time().delayWorker("store", Duration.ofHours(1));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).neverMoved().answers(PRIMARY);

            scenario.time().delayWorker("store", Duration.ZERO);
            scenario.restart(Duration.ofSeconds(1));
            assertThat(scenario).answers(PRIMARY);
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).moved(BACKUP).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("a restart into a total outage keeps what was published")
    void restartIntoTotalOutage_keeps() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(BACKUP).goesDown();
            scenario.endpoint(SECOND_BACKUP).goesDown();
            scenario.advance(Duration.ofMinutes(5));

            scenario.restart(Duration.ofMinutes(5));
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).moved(BACKUP).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("restarts every few seconds during an outage never publish anything unverified")
    void restartsAllTheTime_publishNothingUnverified() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.endpoint(BACKUP).goesDown();
            for (int i = 0; i < 100; i++) {
                scenario.advance(Duration.ofSeconds(i % 7));
                scenario.restart(Duration.ofMillis(i * 37L % 2_000));
            }
            scenario.advance(Duration.ofMinutes(5));

            assertThat(scenario).moved(SECOND_BACKUP).neverPublished(BACKUP).answers(SECOND_BACKUP);
        }
    }

    @Test
    @DisplayName("events of different runs have different ids, and a decision has the same id wherever it is told")
    void eventIds_areUniqueOverRestarts() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            scenario.restart(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(30));

            assertThat(scenario.events())
                    .extracting(event -> event.header().id())
                    .doesNotHaveDuplicates();
            assertThat(scenario).saw(FailoverEvent.FailedBack.class);
        }
    }

    @Test
    @DisplayName("what was down before the restart is shown as down until it has risen")
    void downBefore_isDownAfter() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).comesBack();
            scenario.restart(Duration.ZERO);

            assertThat(scenario.failover()
                            .status("www")
                            .orElseThrow()
                            .endpoints()
                            .get(0)
                            .measured())
                    .isEqualTo(Verdict.DOWN);
        }
    }

    @Test
    @DisplayName("a restart does not refill the budget of moves")
    void spentBudget_staysSpent() {
        FailoverPolicy policy = Www.builder()
                .failback(Failback.automatic())
                .moves(new MoveBudget(1, Duration.ofHours(1)))
                .build();
        try (Scenario scenario = Scenario.of(policy).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).comesBack();
            scenario.restart(Duration.ofMinutes(1));

            scenario.advance(Duration.ofMinutes(30));
            assertThat(scenario).moved(BACKUP).answers(BACKUP);

            scenario.advance(Duration.ofMinutes(30));
            assertThat(scenario).answers(PRIMARY);
        }
    }

    @Test
    @DisplayName("what is stored of a record says nothing of another record that the policy has after the restart")
    void anotherRecordUnderTheSameName_startsAnew() {
        FailoverPolicy www = Www.policy();
        RecordSetKey before = new RecordSetKey(www.record().zone(), DnsName.of("old.example.com."), RecordType.A);
        Holding onBackup = Holding.of(www.endpoints().get(1));
        InMemoryStateStore store = new InMemoryStateStore();
        StoredState stored = new StoredState(before, 7, onBackup, Set.of(PRIMARY), Map.of(), null, List.of());
        store.save(StoreBatch.ofStates(Map.of("www", stored)));
        SimulatedTime time = new SimulatedTime();

        try (Failover failover = Failover.builder()
                .policy(www)
                .location(Location.of("fra1"), new ScriptedProber(time))
                .store(store)
                .time(time)
                .scheduler(time)
                .start()) {
            time.advance(Duration.ofMinutes(1));

            assertThat(failover.current(www.record().owner(), RecordType.A))
                    .isEqualTo(Holding.of(www.primary()).recordSet(www));
        }
    }
}
