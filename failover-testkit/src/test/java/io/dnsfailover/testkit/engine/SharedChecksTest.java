package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static io.dnsfailover.testkit.engine.Www.SECOND_BACKUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.JournalReplay;
import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.journal.RecordedProbe;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The same check of the same target runs once for each location, however many records have the target. */
class SharedChecksTest {
    private static final ProbeSpec TCP = new RecordedProbe("tcp", 80, "tcp port 80");
    private static final FailoverPolicy WWW = Www.policy();
    private static final FailoverPolicy MAIL = Www.named("mail").build();

    @Test
    @DisplayName("a hundred records on the same endpoints cost what one costs")
    void sameCheck_runsOnce() {
        FailoverPolicy[] policies = IntStream.range(0, 100)
                .mapToObj(i -> Www.named("r" + i).build())
                .toArray(FailoverPolicy[]::new);
        try (Scenario scenario = Scenario.of(policies).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            long before = scenario.location("fra1").checks();
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario.location("fra1").checks() - before).isBetween(350L, 370L);
            assertThat(scenario.failover().counters().checks())
                    .isEqualTo(scenario.location("fra1").checks()
                            + scenario.location("ams1").checks());
        }
    }

    @Test
    @DisplayName("each of the records decides for itself on what is seen once")
    void outage_movesEveryRecord() {
        try (Scenario scenario = Scenario.of(WWW, MAIL).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));

            assertThat(scenario).policy("www").failedOverTo(BACKUP).within(Www.DETECTED);
            assertThat(scenario).policy("mail").failedOverTo(BACKUP).within(Www.DETECTED);
        }
    }

    @Test
    @DisplayName(
            "a fresh check that one record asks for is one, although another record has the target too and asked often")
    void asks_belongToTheirRecord() {
        FailoverPolicy api = policy("api", TCP, Endpoint.of(BACKUP), Endpoint.of(SECOND_BACKUP));
        FailoverPolicy www = policy("www", TCP, Endpoint.of(PRIMARY), Endpoint.of(BACKUP));
        try (Scenario scenario = Scenario.of(www, api).from("fra1", "ams1").start()) {
            for (int outage = 0; outage < 2; outage++) {
                scenario.endpoint(BACKUP).goesDown();
                scenario.advance(Duration.ofMinutes(5));
                scenario.endpoint(BACKUP).comesBack();
                scenario.advance(Duration.ofMinutes(40));
            }
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));

            assertThat(scenario).policy("api").moved(SECOND_BACKUP, BACKUP, SECOND_BACKUP, BACKUP);
            assertThat(scenario).policy("www").failedOverTo(BACKUP).within(Www.DETECTED);
        }
    }

    @Test
    @DisplayName("another pace or another deadline is another check")
    void otherPace_staysApart() {
        FailoverPolicy slower = MAIL.toBuilder().every(Duration.ofMinutes(1)).build();
        FailoverPolicy patient = Www.named("ftp").timeout(Duration.ofSeconds(6)).build();
        try (Scenario scenario = Scenario.of(WWW, slower, patient).from("fra1").start()) {
            scenario.advance(Duration.ofMinutes(2));
            long before = scenario.location("fra1").checksOf(PRIMARY);
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario.location("fra1").checksOf(PRIMARY) - before).isBetween(290L, 310L);
        }
    }

    @Test
    @DisplayName("the id of an endpoint does not matter, but to the host's own code")
    void otherId_isTheSameCheck() {
        FailoverPolicy[] data = {
            policy("www", TCP, Endpoint.of(PRIMARY).named("one"), Endpoint.of(BACKUP)),
            policy("mail", TCP, Endpoint.of(PRIMARY).named("two"), Endpoint.of(BACKUP))
        };
        FailoverPolicy[] own = {
            policy("www", new NamedProbe("own"), Endpoint.of(PRIMARY).named("one"), Endpoint.of(BACKUP)),
            policy("mail", new NamedProbe("own"), Endpoint.of(PRIMARY).named("two"), Endpoint.of(BACKUP))
        };

        assertThat(checksOfPrimaryInAnHour(data)).isBetween(110L, 130L);
        assertThat(checksOfPrimaryInAnHour(own)).isBetween(230L, 250L);
    }

    @Test
    @DisplayName("the check goes on while one record needs it, and ends with the last")
    void removal_endsWithTheLast() {
        FailoverPolicy elsewhere = policy("old", TCP, Endpoint.of("198.51.100.1"), Endpoint.of("198.51.100.2"));
        try (Scenario scenario =
                Scenario.of(WWW, MAIL, elsewhere).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.reload(MAIL, elsewhere);
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).policy("mail").failedOverTo(BACKUP).within(Www.DETECTED);

            scenario.reload(elsewhere);
            long before = scenario.location("fra1").checksOf(PRIMARY);
            scenario.advance(Duration.ofHours(1));
            assertThat(scenario.location("fra1").checksOf(PRIMARY)).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("a record that joins in the midst of a check hears of it, which answers no ask of its own")
    void joining_hearsOfTheCheckUnderWay() {
        InMemoryJournal journal = new InMemoryJournal();
        try (Scenario scenario =
                Scenario.of(WWW).from("fra1", "ams1").journaledIn(journal).start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).answersAfter(Duration.ofSeconds(4));
            long before = scenario.location("fra1").checksOf(PRIMARY);
            assertThat(scenario.time()
                            .advanceUntil(
                                    () -> scenario.location("fra1").checksOf(PRIMARY) > before, Duration.ofMinutes(1)))
                    .isTrue();

            scenario.reload(WWW, MAIL);
            scenario.advance(Duration.ofMillis(4_100));

            assertThat(journal.entries())
                    .filteredOn(entry -> entry instanceof JournalEntry.Observed seen
                            && seen.observation().policy().equals("mail")
                            && seen.observation().endpointId().equals(PRIMARY)
                            && seen.observation().locationId().equals("fra1"))
                    .singleElement()
                    .satisfies(entry -> assertThat(((JournalEntry.Observed) entry)
                                    .observation()
                                    .ask())
                            .isZero());
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).policy("mail").failedOverTo(BACKUP).within(Www.DETECTED);
        }
    }

    @Test
    @DisplayName("a check that says nothing is counted once")
    void inconclusive_isCountedOnce() {
        try (Scenario scenario = Scenario.of(WWW, MAIL).from("fra1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            scenario.endpoint(PRIMARY).breaksTheProbe();
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario.failover().counters().inconclusive()).isBetween(110L, 130L);
            assertThat(scenario.failover().counters().brokenProbes()).isBetween(110L, 130L);
        }
    }

    @Test
    @DisplayName("the journal has what each record was told, and its replay decides the same")
    void replay_isExact() {
        InMemoryJournal journal = new InMemoryJournal();
        try (Scenario scenario =
                Scenario.of(WWW, MAIL).from("fra1", "ams1").journaledIn(journal).start()) {
            scenario.endpoint(PRIMARY).goesDownBetween(Duration.ofMinutes(3), Duration.ofMinutes(20));
            scenario.endpoint(BACKUP).goesDownBetween(Duration.ofMinutes(9), Duration.ofMinutes(15));
            scenario.advance(Duration.ofMinutes(10));
            scenario.reload(WWW, MAIL.toBuilder().ttl(Duration.ofSeconds(30)).build());
            scenario.advance(Duration.ofHours(1));
        }

        JournalReplay replay = JournalReplay.of(journal.entries());
        assertThat(replay.firstDifference()).isEmpty();
        assertThat(replay.recorded()).hasSizeGreaterThanOrEqualTo(6);
    }

    private static long checksOfPrimaryInAnHour(FailoverPolicy... policies) {
        try (Scenario scenario = Scenario.of(policies).from("fra1").start()) {
            scenario.advance(Duration.ofMinutes(1));
            long before = scenario.location("fra1").checksOf(PRIMARY);
            scenario.advance(Duration.ofHours(1));
            return scenario.location("fra1").checksOf(PRIMARY) - before;
        }
    }

    private static FailoverPolicy policy(String name, ProbeSpec probe, Endpoint primary, Endpoint backup) {
        return FailoverPolicy.named(name)
                .record("example.com.", name + ".example.com.", RecordType.A)
                .primary(primary)
                .backup(backup)
                .probe(probe)
                .build();
    }
}
