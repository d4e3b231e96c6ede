package io.dnsfailover.testkit;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Assertions that cannot fail prove nothing: each is made to fail, and to pass. */
class ScenarioAssertTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    private final Scenario scenario =
            Scenario.of(policy("www")).from("fra1", "ams1").start();

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    @DisplayName("a quiet record passes what says that nothing happened, and nothing else")
    void quiet() {
        scenario.advance(FIVE_MINUTES);

        assertThat(scenario)
                .neverMoved()
                .noFailover()
                .moved()
                .answers("192.0.2.10")
                .neverPublished("192.0.2.20")
                .neverPublished("backup");
        assertFails(() -> assertThat(scenario).failedOverTo("backup"));
        assertFails(() -> assertThat(scenario).failedBackTo("192.0.2.10"));
        assertFails(() -> assertThat(scenario).gaveUp());
        assertFails(() -> assertThat(scenario).moved("backup"));
        assertFails(() -> assertThat(scenario).answers("192.0.2.20"));
        assertFails(() -> assertThat(scenario).neverPublished("192.0.2.10"));
        assertFails(() -> assertThat(scenario).saw(FailoverEvent.FailedOver.class));
        assertFails(() -> assertThat(scenario).didNotSee(FailoverEvent.Published.class));
    }

    @Test
    @DisplayName("a failover passes what says so, by id and by target, and fails the rest with the story")
    void failedOver() {
        scenario.endpoint("192.0.2.10").goesDown();
        scenario.advance(FIVE_MINUTES);

        assertThat(scenario).failedOverTo("backup").failedOverTo("192.0.2.20").answers("backup");
        assertThat(scenario).moved("backup").saw(FailoverEvent.FailedOver.class);
        assertFails(() -> assertThat(scenario).neverMoved());
        assertFails(() -> assertThat(scenario).noFailover());
        assertFails(() -> assertThat(scenario).failedBackTo("backup"));
        assertFails(() -> assertThat(scenario).failedOverTo("192.0.2.10"));
        assertFails(() -> assertThat(scenario).gaveUp());
        assertFails(() -> assertThat(scenario).moved("backup", "backup"));
        assertFails(() -> assertThat(scenario).neverPublished("192.0.2.20"));
        assertFails(() -> assertThat(scenario).neverPublished("backup"));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(scenario).neverMoved())
                .withMessageContaining("Expected of www: no move; but they were [FAILOVER to backup 192.0.2.20].")
                .withMessageContaining("test: 192.0.2.10 goes down")
                .withMessageContaining("www: failed over: 192.0.2.10 -> backup 192.0.2.20 (generation 2)");
    }

    @Test
    @DisplayName("times count from the last thing that the test did to the world")
    void within_countsFromTheLastChange() {
        scenario.advance(FIVE_MINUTES);
        scenario.endpoint("192.0.2.10").goesDown();
        scenario.advance(FIVE_MINUTES);

        assertThat(scenario)
                .failedOverTo("backup")
                .noSoonerThan(Duration.ofSeconds(2))
                .within(Duration.ofSeconds(40));
        assertFails(() -> assertThat(scenario).failedOverTo("backup").within(Duration.ofSeconds(1)));
        assertFails(() -> assertThat(scenario).failedOverTo("backup").noSoonerThan(FIVE_MINUTES));
        assertThatIllegalStateException().isThrownBy(() -> assertThat(scenario).within(FIVE_MINUTES));
    }

    @Test
    @DisplayName("a move counts as made when a name server holds it")
    void within_needsAPublish() {
        scenario.nameServer().goDown();
        scenario.endpoint("192.0.2.10").goesDown();
        scenario.advance(FIVE_MINUTES);

        assertThat(scenario).failedOverTo("backup");
        assertFails(() -> assertThat(scenario).failedOverTo("backup").within(FIVE_MINUTES));
        assertFails(() -> assertThat(scenario).answers("192.0.2.20"));
    }

    @Test
    @DisplayName("with several policies, one has to be named")
    void policy_hasToBeNamed() {
        try (Scenario two = Scenario.of(policy("www"), policy("mail")).start()) {
            assertThatIllegalStateException().isThrownBy(() -> assertThat(two).neverMoved());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThat(two).policy("ftp"));
            assertThat(two).policy("mail").neverMoved();
        }
    }

    @Test
    @DisplayName("names that do not exist are mistakes of the test")
    void unknownNames_areMistakes() {
        assertThatIllegalArgumentException().isThrownBy(() -> scenario.location("nyc1"));
        assertThatIllegalArgumentException().isThrownBy(() -> scenario.nameServer("ns9"));
        assertThatIllegalArgumentException().isThrownBy(Scenario::of);
    }

    private static void assertFails(ThrowingCallable assertion) {
        assertThatExceptionOfType(AssertionError.class).isThrownBy(assertion).withMessageContaining("this happened in");
    }

    private static FailoverPolicy policy(String name) {
        return FailoverPolicy.named(name)
                .record("example.com.", name + ".example.com.", RecordType.A)
                .primary("192.0.2.10")
                .backup(Endpoint.of("192.0.2.20").named("backup"))
                .probe(new NamedProbe("any"))
                .build();
    }
}
