package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationTextTest {
    @ParameterizedTest
    @CsvSource({
        "0ms, PT0S",
        "1ms, PT0.001S",
        "500ms, PT0.5S",
        "1s, PT1S",
        "1001ms, PT1.001S",
        "30s, PT30S",
        "59s, PT59S",
        "1m, PT1M",
        "61s, PT61S",
        "90s, PT90S",
        "5m, PT5M",
        "59m, PT59M",
        "1h, PT60M",
        "61m, PT61M",
        "23h, PT23H",
        "1d, PT24H",
        "25h, PT25H",
        "7d, PT168H"
    })
    void text_andDuration_translateBothWays(String text, Duration duration) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource({"1000ms, PT1S", "60s, PT1M", "60m, PT1H", "24h, P1D", "007s, PT7S", "0d, PT0S"})
    void parse_anotherSpelling_isRead(String text, Duration duration) {
        assertThat(DurationText.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "5",
                "s",
                "5 s",
                " 5s",
                "5s ",
                "-5s",
                "+5s",
                "1.5s",
                "5S",
                "5sec",
                "5us",
                "5w",
                "1m30s",
                "1234567890123s",
                "PT5S",
                "\u0665s"
            })
    void parse_anotherShape_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse(text))
                .withMessageContaining("is not a duration such as");
    }

    @Test
    void parse_foreignText_isShownEscaped() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DurationText.parse("\u001b[2J"))
                .withMessageContaining("'\\u001b[2J'");
    }

    @Test
    void of_finerThanAMillisecond_isCutOff() {
        assertThat(DurationText.of(Duration.ofNanos(999_999))).isEqualTo("0ms");
        assertThat(DurationText.of(Duration.ofNanos(1_999_999))).isEqualTo("1ms");
        assertThat(DurationText.of(Duration.ofSeconds(5).plusNanos(1))).isEqualTo("5s");
    }

    @Test
    @DisplayName("a negative duration, which only a message about it shows, keeps its sign")
    void of_negative_keepsItsSign() {
        assertThat(DurationText.of(Duration.ofSeconds(-5))).isEqualTo("-5s");
        assertThat(DurationText.of(Duration.ofMillis(-1500))).isEqualTo("-1500ms");
    }

    @Test
    @DisplayName("whatever parse reads, of writes")
    void of_largestDurations_areWritten() {
        assertThat(DurationText.of(DurationText.parse("999999999999d"))).isEqualTo("999999999999d");
        assertThat(DurationText.of(DurationText.parse("999999999999h"))).isEqualTo("999999999999h");
        assertThat(DurationText.of(ChronoUnit.FOREVER.getDuration())).isEqualTo(Long.MAX_VALUE + "s");
    }

    @Test
    void text_ofAnyWholeMillisecond_translatesBack() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 40)));

            assertThat(DurationText.parse(DurationText.of(duration))).isEqualTo(duration);
        }
    }
}
