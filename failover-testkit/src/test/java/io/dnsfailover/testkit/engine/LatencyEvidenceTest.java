package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.JournalReplay;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.health.Latency;
import io.dnsfailover.health.Warning;
import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An endpoint that answers, but too slowly. */
class LatencyEvidenceTest {
    private static final FailoverPolicy WWW = Www.builder()
            .latency(Latency.percentile(50)
                    .of(5)
                    .warnAbove(Duration.ofMillis(200))
                    .failAbove(Duration.ofSeconds(1)))
            .build();

    @Test
    @DisplayName("over the fail limit it is failed over, and the evidence says why")
    void tooSlow_failsOver() {
        InMemoryJournal journal = new InMemoryJournal();
        try (Scenario scenario =
                Scenario.of(WWW).from("fra1", "ams1").journaledIn(journal).start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).answersAfter(Duration.ofMillis(1_500));
            scenario.advance(Duration.ofMinutes(5));

            assertThat(scenario).moved(BACKUP);
            FailoverEvent.FailedOver over =
                    scenario.notifier().eventsOf(FailoverEvent.FailedOver.class).get(0);
            assertThat(over.decision().toString())
                    .contains("reason=SLOW", "latency 1500ms in the 50th percentile of the last checks, limit 1s");

            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(30));
            assertThat(scenario).moved(BACKUP, PRIMARY);
        }
        JournalReplay replay = JournalReplay.of(journal.entries());
        assertThat(replay.firstDifference()).isEmpty();
        assertThat(replay.recorded()).hasSize(2);
    }

    @Test
    @DisplayName("without limits, or below them, a slow endpoint stays")
    void slowWithinLimits_stays() {
        for (FailoverPolicy policy : List.of(Www.policy(), WWW)) {
            try (Scenario scenario = Scenario.of(policy).from("fra1", "ams1").start()) {
                scenario.advance(Duration.ofMinutes(5));
                scenario.endpoint(PRIMARY).answersAfter(Duration.ofMillis(policy.equals(WWW) ? 150 : 4_000));
                scenario.advance(Duration.ofHours(1));

                assertThat(scenario).neverMoved();
                assertThat(warningsOf(scenario)).isEmpty();
            }
        }
    }

    @Test
    @DisplayName("over the warn limit it is warned of once, from all locations together, until it is well below")
    void overWarnLimit_isWarnedOfOnce() {
        try (Scenario scenario = Scenario.of(WWW).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).answersAfter(Duration.ofMillis(300));
            scenario.advance(Duration.ofMinutes(30));

            assertThat(warningsOf(scenario)).singleElement().satisfies(raised -> {
                assertThat(raised.endpointId()).isEqualTo(PRIMARY);
                assertThat(raised.warning().kind()).isEqualTo(Warning.Kind.LATENCY);
                assertThat(raised.warning().text()).startsWith("latency 300ms in the 50th percentile");
            });
            scenario.endpoint(PRIMARY).answersAfter(Duration.ofMillis(190));
            scenario.advance(Duration.ofMinutes(30));
            assertThat(scenario).didNotSee(FailoverEvent.WarningCleared.class);

            scenario.endpoint(PRIMARY).answersAfter(Duration.ofMillis(100));
            scenario.advance(Duration.ofMinutes(30));
            assertThat(scenario).saw(FailoverEvent.WarningCleared.class).neverMoved();
            assertThat(warningsOf(scenario)).hasSize(1);
        }
    }

    @Test
    @DisplayName("a location from which everything is slow is in doubt, and moves nothing")
    void slowLocation_isDoubted() {
        FailoverPolicy spread = Www.builder()
                .backup("198.51.100.1")
                .backup("203.0.113.1")
                .latency(Latency.percentile(50).of(5).failAbove(Duration.ofSeconds(1)))
                .build();
        try (Scenario scenario = Scenario.of(spread).from("fra1").start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.location("fra1").slowsDown(Duration.ofSeconds(2));
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario.notifier().eventsOf(FailoverEvent.LocationDoubted.class))
                    .hasSize(1);
            assertThat(scenario).neverMoved().didNotSee(FailoverEvent.WarningRaised.class);
        }
    }

    private static List<FailoverEvent.WarningRaised> warningsOf(Scenario scenario) {
        return scenario.notifier().eventsOf(FailoverEvent.WarningRaised.class).stream()
                .filter(raised -> raised.endpointId().equals(PRIMARY))
                .toList();
    }
}
