package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProofPaceTest {
    private static long millis(long millis) {
        return Duration.ofMillis(millis).toNanos();
    }

    @Test
    @DisplayName("20 ms in the first second, whatever came before")
    void firstSecond_isFast() {
        for (long elapsed = 0; elapsed < 1_000; elapsed++) {
            assertThat(ProofPace.pauseNanos(millis(elapsed), millis(elapsed), false))
                    .isEqualTo(millis(20));
        }
    }

    @Test
    @DisplayName("then half as long again each time, up to a second, and after the alarm up to five")
    void later_growsToTheLimit() {
        assertThat(ProofPace.pauseNanos(millis(1_000), millis(20), false)).isEqualTo(millis(30));
        assertThat(ProofPace.pauseNanos(millis(1_030), millis(30), false)).isEqualTo(millis(45));
        assertThat(ProofPace.pauseNanos(millis(9_000), millis(900), false)).isEqualTo(millis(1_000));
        assertThat(ProofPace.pauseNanos(millis(9_000), millis(1_000), true)).isEqualTo(millis(1_500));
        assertThat(ProofPace.pauseNanos(millis(9_000), millis(4_000), true)).isEqualTo(millis(5_000));
        assertThat(ProofPace.pauseNanos(millis(9_000), 0, false)).isEqualTo(millis(20));
    }

    @Test
    @DisplayName("a server that never serves it is asked fewer than a hundred times in the first half minute")
    void wholeHalfMinute_isBounded() {
        long elapsed = 0;
        long pause = 0;
        int looks = 0;
        while (elapsed < millis(30_000)) {
            looks++;
            pause = ProofPace.pauseNanos(elapsed, pause, false);
            elapsed += pause;
        }

        assertThat(looks).isBetween(80, 92);
    }
}
