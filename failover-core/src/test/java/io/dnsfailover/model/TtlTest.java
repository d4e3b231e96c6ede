package io.dnsfailover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TtlTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 30, 604_799, 604_800})
    void ttl_inRange_isItsSeconds(int seconds) {
        assertThat(new Ttl(seconds).duration()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(Ttl.of(Duration.ofSeconds(seconds)))
                .isEqualTo(new Ttl(seconds))
                .hasToString(seconds + "s");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -5, 604_801, 4_294_967_297L, Long.MAX_VALUE, Long.MIN_VALUE})
    void of_outOfRange_isRefusedWithTheNumberGiven(long seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ttl.of(Duration.ofSeconds(seconds)))
                .withMessage("a TTL is 1 s to 604800 s, not %s s", seconds);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 604_801, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void constructor_outOfRange_isRefused(int seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ttl(seconds))
                .withMessage("a TTL is 1 s to 604800 s, not %s s", seconds);
    }

    @Test
    void of_fraction_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ttl.of(Duration.ofMillis(1500)))
                .withMessage("a TTL is a whole number of seconds, not PT1.5S");
        assertThatIllegalArgumentException().isThrownBy(() -> Ttl.of(Duration.ofSeconds(1, 1)));
    }

    @Test
    void compareTo_isBySeconds() {
        assertThat(new Ttl(2)).isGreaterThan(new Ttl(1)).isLessThan(new Ttl(3)).isEqualByComparingTo(new Ttl(2));
    }
}
