package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.DETECTED;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Name servers that fail, are slow, or are written by somebody else. */
class PublishingTest {
    /** The name server is only read to write it. */
    private static final Reconciliation SELDOM =
            new Reconciliation(Duration.ofDays(1), 1, Reconciliation.DEFAULT.divergedAfter());

    @Test
    @DisplayName("the first start writes the primary to an empty name server")
    void firstStart_writesThePrimary() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofSeconds(1));

            assertThat(scenario).answers(PRIMARY).neverMoved();
            assertThat(scenario.nameServer().history()).hasSize(1);
        }
    }

    @Test
    @DisplayName("a write that was refused is tried again")
    void refused_isTriedAgain() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.nameServer().refuseNext();
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario)
                    .failedOverTo(BACKUP)
                    .within(DETECTED.plusSeconds(1))
                    .answers(BACKUP)
                    .saw(FailoverEvent.PublishFailed.class);
            assertThat(scenario.nameServer().attempts()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("a write whose answer got lost is read back, and not written a second time")
    void answerLost_isReadBack() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.nameServer().loseNextAnswer();
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP).answers(BACKUP).moved(BACKUP);
            assertThat(scenario.nameServer().attempts()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("a write whose request got lost is read back, and written again")
    void requestLost_isWrittenAgain() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.nameServer().loseNextRequest();
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP).answers(BACKUP).moved(BACKUP);
            assertThat(scenario.nameServer().attempts()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("a record that somebody else edited is a conflict that is reported and settled without a fight")
    void editedByOthers_isAConflict() {
        try (Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .reconciliation(SELDOM)
                .start()) {
            scenario.advance(Duration.ofMinutes(1));
            InMemoryPublisher server = scenario.nameServer();
            server.zone().edit(RecordSet.of(Www.policy().record(), new Ttl(300), List.of("203.0.113.1")));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));

            assertThat(scenario).failedOverTo(BACKUP).answers(BACKUP);
            assertThat(scenario.notifier().eventsOf(FailoverEvent.PublishFailed.class))
                    .singleElement()
                    .extracting(FailoverEvent.PublishFailed::effect)
                    .isEqualTo("CONFLICT");
            assertThat(server.attempts()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("a name server that is out for an hour costs a bounded number of attempts, and is brought up to date")
    void serverOut_isBroughtUpToDate() {
        try (Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .publishingTo("ns1", "ns2")
                .start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.nameServer("ns2").goDown();
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofHours(1));
            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED);
            assertThat(scenario.nameServer("ns2").history()).hasSize(1);
            assertThat(scenario.nameServer("ns2").attempts()).isLessThan(300);

            scenario.nameServer("ns2").comeBack();
            scenario.advance(Duration.ofMinutes(3));
            assertThat(scenario).answers(BACKUP).moved(BACKUP);
        }
    }

    @Test
    @DisplayName("a slow name server delays no other, and no decision")
    void slowServer_delaysNoOther() {
        try (Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .publishingTo("ns1", "ns2")
                .start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.time().delayWorker("publisher-1", Duration.ofSeconds(9));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED).answers(BACKUP);
            long slow = servedAt(scenario.nameServer("ns1"));
            long fast = servedAt(scenario.nameServer("ns2"));
            assertThat(Duration.ofNanos(slow - fast)).isEqualTo(Duration.ofSeconds(9));
        }
    }

    @Test
    @DisplayName("while a slow write is under way, only the newest wish waits behind it")
    void slowServer_skipsWhatIsOutdated() {
        try (Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .reconciliation(SELDOM)
                .start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.time().delayWorker("publisher-1", Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(BACKUP).goesDown();
            scenario.advance(Duration.ofMinutes(20));

            assertThat(scenario).moved(BACKUP, Www.SECOND_BACKUP).answers(Www.SECOND_BACKUP);
            assertThat(scenario.nameServer().history()).hasSize(3);
        }
    }

    @Test
    @DisplayName("a notifier that fails gets the event again, and holds nothing up")
    void failingNotifier_getsItAgain() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.notifier().failNext(3);
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED);
            assertThat(scenario.notifier().failed()).isEqualTo(3);
            assertThat(scenario.notifier().events()).isEqualTo(scenario.events());
        }
    }

    private static long servedAt(InMemoryPublisher server) {
        return server.history().get(1).at().nanos();
    }
}
