package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static io.dnsfailover.testkit.engine.Www.SECOND_BACKUP;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a record holds when no endpoint works, and how it comes back from that. */
class AllDownTest {
    private static final List<String> ALL = List.of(PRIMARY, BACKUP, SECOND_BACKUP);

    @Test
    @DisplayName("keep-last keeps what is published, and says so")
    void keepLast_keeps() {
        try (Scenario scenario = onBackupWith(AllDown.keepLast())) {
            everythingFails(scenario);
            assertThat(scenario).moved(BACKUP).answers(BACKUP).saw(FailoverEvent.MoveWithheld.class);

            scenario.endpoint(SECOND_BACKUP).comesBack();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).moved(BACKUP, SECOND_BACKUP).answers(SECOND_BACKUP);
        }
    }

    @Test
    @DisplayName("primary publishes the primary, and leaves it when another works again")
    void primary_publishesThePrimary() {
        try (Scenario scenario = onBackupWith(AllDown.primary())) {
            everythingFails(scenario);
            assertThat(scenario).gaveUp().within(Duration.ofSeconds(60)).answers(PRIMARY);

            scenario.endpoint(BACKUP).comesBack();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).moved(BACKUP, PRIMARY, BACKUP).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("all publishes all, and returns to one that works")
    void all_publishesAll() {
        try (Scenario scenario = onBackupWith(AllDown.all())) {
            everythingFails(scenario);
            assertThat(scenario).gaveUp().answers(PRIMARY, BACKUP, SECOND_BACKUP);

            scenario.endpoint(BACKUP).comesBack();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).failedOverTo(BACKUP).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("a last resort is published although nobody checks it, and is left again")
    void lastResort_isPublished() {
        try (Scenario scenario = onBackupWith(AllDown.lastResort("203.0.113.9"))) {
            everythingFails(scenario);
            assertThat(scenario).gaveUp().answers("203.0.113.9");
            scenario.advance(Duration.ofDays(1));
            assertThat(scenario).answers("203.0.113.9");

            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).failedBackTo(PRIMARY).answers(PRIMARY);
        }
    }

    @Test
    @DisplayName("when everything comes back at once, the record stays where it is, whichever endpoint is seen first")
    void keepLast_everythingComesBack_stays() {
        for (int seed = 1; seed <= 50; seed++) {
            try (Scenario scenario = Scenario.of(Www.policy())
                    .from("fra1", "ams1", "nyc1")
                    .seed(seed)
                    .start()) {
                ALL.forEach(endpoint -> scenario.endpoint(endpoint).goesDown());
                scenario.advance(Duration.ofMinutes(10));

                ALL.forEach(endpoint -> scenario.endpoint(endpoint).comesBack());
                scenario.advance(Duration.ofMinutes(10));

                assertThat(scenario).neverMoved().answers(PRIMARY);
            }
        }
    }

    @Test
    @DisplayName(
            "what comes back while the record's own endpoint is still silent is moved to, once that has timed out again")
    void keepLast_onlyABackupComesBack_movesAfterOneMoreTimeout() {
        try (Scenario scenario =
                Scenario.of(Www.policy()).from("fra1", "ams1", "nyc1").start()) {
            ALL.forEach(endpoint -> scenario.endpoint(endpoint).goesSilent());
            scenario.advance(Duration.ofMinutes(10));

            scenario.endpoint(BACKUP).comesBack();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario)
                    .failedOverTo(BACKUP)
                    .within(Duration.ofSeconds(42))
                    .moved(BACKUP);
        }
    }

    @Test
    @DisplayName("an endpoint that came back and fails again before its verdict is left")
    void keepLast_ownEndpointFailsAgain_moves() {
        try (Scenario scenario =
                Scenario.of(Www.policy()).from("fra1", "ams1", "nyc1").start()) {
            ALL.forEach(endpoint -> scenario.endpoint(endpoint).goesDown());
            scenario.advance(Duration.ofMinutes(10));

            scenario.endpoint(BACKUP).comesBack();
            scenario.endpoint(PRIMARY).flaps(Outcome.PASS, Outcome.PASS, Outcome.PASS, Outcome.FAIL);
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).moved(BACKUP).answers(BACKUP);
        }
    }

    private static Scenario onBackupWith(AllDown rule) {
        Scenario scenario = Scenario.of(Www.builder().whenAllDown(rule).build())
                .from("fra1", "ams1")
                .start();
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(Duration.ofMinutes(20));
        assertThat(scenario).moved(BACKUP);
        return scenario;
    }

    private static void everythingFails(Scenario scenario) {
        scenario.endpoint(SECOND_BACKUP).goesDown();
        scenario.advance(Duration.ofMinutes(2));
        scenario.endpoint(BACKUP).goesDown();
        scenario.advance(Duration.ofMinutes(5));
    }
}
