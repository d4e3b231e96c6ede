package io.dnsfailover.notify.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns, ranges and windows. */
class RouteTest {
    @ParameterizedTest
    @CsvSource({
        "www, www, true",
        "www, www2, false",
        "shop-*, shop-de, true",
        "shop-*, shop-, true",
        "shop-*, shop, false",
        "*, anything, true",
        "*-*-de, a-b-de, true",
        "*-*-de, a-de, false",
        "a*a, a, false",
        "a*b*c, aXbYc, true",
        "a*b*c, acb, false"
    })
    void pattern_fits(String pattern, String name, boolean fits) {
        assertThat(NamePattern.of(pattern).fits(name)).isEqualTo(fits);
    }

    @Test
    @DisplayName("every range that is broken is named")
    void ranges_areChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pace(Duration.ofDays(2), Duration.ofSeconds(1), 151))
                .withMessageContaining("delay 2d: has to be 0s to 1d")
                .withMessageContaining("repeat 1s: has to be 0s for never, or 1m to 7d")
                .withMessageContaining("messages 151: has to be 1 to 150");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Allowance(0, Duration.ZERO))
                .withMessageContaining("per hour 0: has to be 1 to 3600")
                .withMessageContaining("digest 0ms: has to be 1s to 1d");
    }

    @Test
    @DisplayName("a weekly window follows the local time through a change of the clocks, and past midnight")
    void weekly_followsLocalTime() {
        Maintenance sunday = new Maintenance.Weekly(
                NamePattern.ANY,
                Set.of(DayOfWeek.SATURDAY),
                LocalTime.of(23, 0),
                Duration.ofHours(3),
                ZoneId.of("Europe/Berlin"));

        // On 2026-03-29 at 02:00 the clocks of Berlin go to 03:00.
        assertThat(sunday.endAt(Instant.parse("2026-03-28T21:59:59Z"))).isNull();
        assertThat(sunday.endAt(Instant.parse("2026-03-28T22:00:00Z"))).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(sunday.endAt(Instant.parse("2026-03-29T00:59:59Z"))).isEqualTo("2026-03-29T01:00:00Z");
        assertThat(sunday.endAt(Instant.parse("2026-03-29T01:00:00Z"))).isNull();
        assertThat(sunday.endAt(Instant.parse("2026-03-29T22:00:00Z"))).isNull();
    }

    @Test
    void once_endsAfterItBegins() {
        Instant at = Instant.parse("2026-01-01T00:00:00Z");

        assertThatIllegalArgumentException().isThrownBy(() -> new Maintenance.Once(NamePattern.ANY, at, at));
    }
}
