package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.Command;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.spi.RecordOutlook;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What readers are told of a record beside its data. */
class OutlookTest {
    private static final DnsName OWNER = DnsName.of("www.example.com.");

    private static RecordOutlook outlook(Scenario scenario) {
        return Objects.requireNonNull(scenario.failover().outlook(OWNER, RecordType.A));
    }

    /** How long it takes until a change may come; null when none is pending. */
    private static @Nullable Duration changeIn(Scenario scenario) {
        Instant soonest = outlook(scenario).soonestChange();
        return soonest == null ? null : Duration.between(scenario.time().instant(), soonest);
    }

    /** Advances until a change is pending. */
    private static void awaitPending(Scenario scenario) {
        for (int i = 0; i < 10_000 && outlook(scenario).soonestChange() == null; i++) {
            scenario.advance(Duration.ofMillis(10));
        }
        assertThat(outlook(scenario).soonestChange()).isNotNull();
    }

    @Test
    @DisplayName("while all is well no change is pending, and the generation and the holding are those of the status")
    void outlook_allIsWell_isCalm() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(2));

            assertThat(outlook(scenario).soonestChange()).isNull();
            assertThat(outlook(scenario).holding()).isEqualTo(PRIMARY);
            assertThat(outlook(scenario).generation())
                    .isEqualTo(scenario.failover().status("www").orElseThrow().generation());
            assertThat(scenario.failover().outlook(OWNER, RecordType.AAAA)).isNull();
            assertThat(scenario.failover().outlook(DnsName.of("example.com."), RecordType.A))
                    .isNull();
        }
    }

    @Test
    @DisplayName(
            "a change comes no sooner than was said, whatever the primary does, and the generation is then the next")
    void outlook_outage_saysWhenAtTheEarliest() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(2));
            long before = outlook(scenario).generation();
            scenario.endpoint(PRIMARY).goesDown();
            awaitPending(scenario);
            // The first location has seen one failure of three, the other none: three more checks of that one, a second
            // apart.
            assertThat(changeIn(scenario)).isBetween(Duration.ofMillis(2900), Duration.ofSeconds(3));

            Instant latest = scenario.time().instant();
            while (outlook(scenario).generation() == before) {
                Instant said = outlook(scenario).soonestChange();
                if (said != null && said.isAfter(latest)) {
                    latest = said;
                }
                scenario.advance(Duration.ofMillis(10));
            }

            assertThat(scenario.time().instant().plusMillis(10)).isAfterOrEqualTo(latest);
            assertThat(outlook(scenario).generation()).isEqualTo(before + 1);
            assertThat(outlook(scenario).holding()).isEqualTo(BACKUP);
            assertThat(outlook(scenario).soonestChange()).isNull();
        }
    }

    @Test
    @DisplayName("one location alone cannot move the record; a failure that is forgiven leaves nothing pending")
    void outlook_blip_passes() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(2));
            scenario.endpoint(PRIMARY).goesDown();
            awaitPending(scenario);
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(3));

            assertThat(changeIn(scenario)).isNull();
        }
    }

    @Test
    @DisplayName("while the primary rises and dwells the change is counted down to, and comes then")
    void outlook_failback_countsTheDwell() {
        Duration dwell = Duration.ofMinutes(5);
        FailoverPolicy policy =
                Www.builder().failback(Failback.afterUpFor(dwell)).build();
        try (Scenario scenario = Scenario.of(policy).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(10));
            assertThat(changeIn(scenario)).isNull();

            scenario.endpoint(PRIMARY).comesBack();
            awaitPending(scenario);
            assertThat(changeIn(scenario)).isBetween(dwell, dwell.plusSeconds(6));
            scenario.advance(Duration.ofMinutes(4));
            assertThat(changeIn(scenario)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(100));
            scenario.advance(Duration.ofMinutes(2));
            assertThat(outlook(scenario).holding()).isEqualTo(PRIMARY);
            assertThat(changeIn(scenario)).isNull();
        }
    }

    @Test
    @DisplayName(
            "a record that is held, or returns by hand, has no change pending; one whose endpoints are all down has at"
                    + " any time")
    void outlook_heldManualOrAllDown() {
        FailoverPolicy policy = Www.builder().failback(Failback.manual()).build();
        try (Scenario scenario = Scenario.of(policy).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(outlook(scenario).holding()).isEqualTo(BACKUP);
            assertThat(changeIn(scenario)).isNull();

            scenario.endpoint(PRIMARY).goesDown();
            scenario.endpoint(BACKUP).goesDown();
            scenario.endpoint(Www.SECOND_BACKUP).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(changeIn(scenario)).isNotNull().isLessThanOrEqualTo(Duration.ZERO);

            scenario.order(new Command.Hold(null));
            scenario.advance(Duration.ofSeconds(1));
            assertThat(changeIn(scenario)).isNull();
        }
    }
}
