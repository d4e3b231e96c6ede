package io.dnsfailover.notify.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.route.Maintenance;
import io.dnsfailover.notify.route.NamePattern;
import io.dnsfailover.notify.route.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Maintenance, by a window and by an operator's hold. */
class SilenceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Maintenance FIRST_HOUR = new Maintenance.Once(
            NamePattern.of("www"), Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T01:00:00Z"));

    private final Court court = new Court(List.of(Route.to("ops")), Allowance.DEFAULT, FIRST_HOUR);
    private final Happenings of = court.happenings.record("www", "192.0.2.10").record("shop", "198.51.100.1");

    @Test
    @DisplayName("what is over before the maintenance is, is counted, and said with the next message")
    void outageWithin_isCounted() {
        court.take(of.down("www"))
                .pass(MINUTE.multipliedBy(5))
                .take(of.up("www"))
                .pass(Duration.ofHours(1));
        assertThat(court.told).isEmpty();

        court.take(of.down("shop")).pass(MINUTE);
        assertThat(court.last().unsaid()).isEqualTo(new Unsaid(0, 2, 0));
        assertThat(court.waiting()).isZero();
    }

    @Test
    @DisplayName("what still lasts at its end is told then")
    void outageThatOutlasts_isToldAtTheEnd() {
        court.take(of.down("www")).pass(Duration.ofHours(2));

        assertThat(court.lines()).containsExactly("3600s ops@example.com INCIDENT 1");
    }

    @Test
    void otherPolicies_areToldAsEver() {
        court.take(of.down("shop")).pass(MINUTE);

        assertThat(court.told).hasSize(1);
    }

    @Test
    void routeThatAsksForIt_isToldAtOnce() {
        Court asking = new Court(List.of(Route.to("ops").alsoInMaintenance()), Allowance.DEFAULT, FIRST_HOUR);

        asking.take(asking.happenings.record("www", "192.0.2.10").down("www")).pass(MINUTE);

        assertThat(asking.told).hasSize(1);
    }

    @Test
    @DisplayName("a hold is silent until it is released, and what still lasts is told within a minute")
    void hold_isSilent() {
        Court held = new Court(Route.to("ops"));
        Happenings events = held.happenings.record("www", "192.0.2.10");

        held.take(events.ordered("www", "HELD until 2026-01-01T02:00:00Z"), events.down("www"))
                .pass(Duration.ofHours(2));
        assertThat(held.told).isEmpty();
        held.take(events.ordered("www", "released")).pass(MINUTE);

        assertThat(held.told).hasSize(1);
        assertThat(held.waiting()).isZero();
    }
}
