package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProbeResultTest {
    private static final Timings TIMINGS = Timings.total(Duration.ofMillis(3));

    @Test
    void detail_foreignText_isMadePrintable() {
        ProbeResult result = ProbeResult.of(Reason.CONTENT, "got \u001b[0m\n" + "x".repeat(1000), TIMINGS);

        assertThat(result.detail()).startsWith("got \\u001b[0m\\u000ax").hasSize(Printable.MAX_CHARS);
        assertThat(result.resolved()).isNull();
        assertThat(result.status()).isZero();
        assertThat(result.timings()).isEqualTo(new Timings(null, null, null, null, Duration.ofMillis(3)));
    }

    @Test
    @DisplayName("our own trouble is no evidence, and nothing but the expected is a pass")
    void outcome_followsTheReason() {
        assertThat(reasonsOf(Outcome.PASS)).containsExactly(Reason.EXPECTED);
        assertThat(reasonsOf(Outcome.INCONCLUSIVE))
                .containsExactly(
                        Reason.UNRESOLVED,
                        Reason.ADDRESS_REFUSED,
                        Reason.LOCAL_TROUBLE,
                        Reason.PROBE_BROKEN,
                        Reason.CANCELLED);
        assertThat(reasonsOf(Outcome.FAIL)).hasSize(Reason.values().length - 6);
    }

    @Test
    void since_isByTheMonotonicClock() {
        Moment earlier = new Moment(-5, Instant.parse("2030-01-01T00:00:00Z"));
        Moment later = new Moment(7, Instant.parse("2020-01-01T00:00:00Z"));

        assertThat(later.since(earlier)).isEqualTo(Duration.ofNanos(12));
        assertThat(earlier.since(later)).isEqualTo(Duration.ofNanos(-12));
    }

    private static Reason[] reasonsOf(Outcome outcome) {
        return Arrays.stream(Reason.values())
                .filter(reason -> ProbeResult.of(reason, "", TIMINGS).outcome() == outcome)
                .toArray(Reason[]::new);
    }
}
