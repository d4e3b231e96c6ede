package io.dnsfailover.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void of_nothing_isAThousandSeedsOnTwoThreads() {
        assertThat(Arguments.of(new String[0])).isEqualTo(new Arguments(1, 1000, 0, 2, false, false));
    }

    @Test
    void of_everything_isRead() {
        Arguments read = Arguments.of("--seeds -5..7 --hours 10 --threads 3 --hash".split(" "));

        assertThat(read).isEqualTo(new Arguments(-5, 7, 10, 3, false, true));
        assertThat(Arguments.of("--seed 4711 --story".split(" ")))
                .isEqualTo(new Arguments(4711, 4711, 0, 2, true, false));
    }

    @Test
    void of_hoursAlone_isWithoutALastSeed() {
        assertThat(Arguments.of("--hours 10".split(" ")).lastSeed()).isEqualTo(Long.MAX_VALUE - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "--sed 1, unknown option '--sed'",
        "--seed, --seed needs a value",
        "--seed x, '--seed needs a whole number, not ''x'''",
        "--seeds 5, '--seeds needs a range such as 1..1000, not ''5'''",
        "--seeds 5..4, '--seeds needs a range that goes up, not ''5..4'''",
        "--threads 0, '--threads must be 1 or more, not 0'",
        "--hours -1, '--hours must be 1 or more, not -1'"
    })
    void of_nonsense_saysWhatIsWrong(String words, String message) {
        assertThatThrownBy(() -> Arguments.of(words.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
