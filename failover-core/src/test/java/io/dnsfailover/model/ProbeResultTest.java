package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

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

    @Test
    @DisplayName(
            "what a check noticed beside its outcome is shown, is part of what it is equal by, and changes nothing else")
    void notes_areBesideTheOutcome() {
        ProbeResult plain = new ProbeResult(Reason.EXPECTED, "a \\ b", TIMINGS, "192.0.2.1", 200);
        Instant end = Instant.parse("2026-02-01T00:00:00Z");

        ProbeResult noted = plain.withWarning("ends\nsoon")
                .withWarning("a \\ b")
                .withCertificateEnds(end)
                .withContentDigest("1f");

        assertThat(noted.notes()).isEqualTo(new Notes("ends\nsoon; a \\ b", end, "1f"));
        assertThat(noted.describe()).isEqualTo("PASS EXPECTED after 3ms: a \\\\ b; warning: ends\\u000asoon; a \\\\ b");
        assertThat(noted.outcome()).isEqualTo(Outcome.PASS);
        assertThat(noted).isNotEqualTo(plain);
        assertThat(noted.with(Notes.NONE)).isEqualTo(plain);
    }

    @Test
    @DisplayName("a rule of the core judges the same evidence otherwise: address, status, timings and notes stay")
    void judged_keepsTheEvidence() {
        ProbeResult plain = new ProbeResult(Reason.EXPECTED, "fine", TIMINGS, "192.0.2.1", 200).withWarning("soon");

        assertThat(plain.judged(Reason.OTHER, "too \\ slow"))
                .isEqualTo(new ProbeResult(
                        Reason.OTHER, "too \\ slow", TIMINGS, "192.0.2.1", 200, new Notes("soon", null, null)));
    }

    @Test
    void digest_isShortAndPrintable() {
        assertThat(new Notes("", null, "x".repeat(128)).warning()).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Notes(null, null, "a b"))
                .withMessageContaining("1 to 128 printable ASCII characters");
        assertThatIllegalArgumentException().isThrownBy(() -> new Notes(null, null, "x".repeat(129)));
    }

    private static Reason[] reasonsOf(Outcome outcome) {
        return Arrays.stream(Reason.values())
                .filter(reason -> ProbeResult.of(reason, "", TIMINGS).outcome() == outcome)
                .toArray(Reason[]::new);
    }
}
