package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static io.dnsfailover.testkit.engine.Www.SECOND_BACKUP;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a record holds when no endpoint works, and how it comes back from that. */
class AllDownTest {
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
