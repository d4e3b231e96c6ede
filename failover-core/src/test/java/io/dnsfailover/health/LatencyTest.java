package io.dnsfailover.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.Notes;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTest {
    private static final Latency MEDIAN = Latency.percentile(50).of(5);

    @Test
    void builder_keepsEverything() {
        Latency limits = Latency.percentile(90).warnAbove(ms(200)).failAbove(ms(1000));

        assertThat(limits).isEqualTo(new Latency(90, 20, ms(200), ms(1000)));
        assertThat(limits.of(7)).isEqualTo(new Latency(90, 7, ms(200), ms(1000)));
        assertThat(limits).hasToString("p90 of 20, warn above 200ms, fail above 1s");
        assertThat(Latency.percentile(50)).hasToString("p50 of 20");
    }

    @Test
    void ranges_areHeld() {
        assertRefused(() -> Latency.percentile(0), "percentile 0 is not in 1 to 100");
        assertRefused(() -> Latency.percentile(101), "percentile 101 is not in 1 to 100");
        assertRefused(() -> MEDIAN.of(0), "a window of 0 checks is not one of 1 to 1000");
        assertRefused(() -> MEDIAN.of(1001), "a window of 1001 checks");
        assertRefused(() -> MEDIAN.warnAbove(Duration.ofNanos(999_999)), "a limit must be at least 1ms");
        assertRefused(() -> MEDIAN.failAbove(Duration.ZERO), "a limit must be at least 1ms");
        assertRefused(() -> MEDIAN.warnAbove(ms(2)).failAbove(ms(1)), "must not be over the fail limit");
        assertThat(Latency.percentile(1).of(1).warnAbove(ms(1)).failAbove(ms(1)).percentile())
                .isEqualTo(1);
        assertThat(Latency.percentile(100).of(1000).window()).isEqualTo(1000);
    }

    @ParameterizedTest(name = "p{0} of {1}: {2} -> {3}")
    @DisplayName("the percentile is the nearest rank, once a single slow check is not enough to be it")
    @CsvSource({
        "50, 5, '9', -1",
        "50, 5, '9 1', 1",
        "50, 5, '9 1 5', 5",
        "50, 5, '1 2 3 4 5', 3",
        "50, 5, '1 2 3 4 5 9', 4",
        "90, 20, '1 2 3 4 5 6 7 8 9', -1",
        "90, 20, '10 9 8 7 6 5 4 3 2 1', 9",
        "100, 3, '1 2', -1",
        "100, 3, '1 3 2', 3",
        "1, 3, '7', -1",
        "1, 3, '7 8', 7",
        "99, 1, '7', 7",
        "99, 1, '7 8', 8",
    })
    void percentile_isTheNearestRank(int percentile, int size, String times, int expected) {
        Duration found = window(size, times).percentile(percentile);

        assertThat(found).isEqualTo(expected < 0 ? null : ms(expected));
    }

    @Test
    void emptyWindow_knowsNothing() {
        assertThat(LatencyWindow.empty(1).percentile(100)).isNull();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LatencyWindow(1, List.of(ms(1), ms(2))))
                .withMessageContaining("2 checks do not fit in a window of 1");
    }

    @Test
    @DisplayName("a window keeps the last checks, oldest first, and no more than its size")
    void window_dropsTheOldest() {
        assertThat(window(3, "1 2 3 4").last()).containsExactly(ms(2), ms(3), ms(4));
        assertThat(window(3, "1 2").last()).containsExactly(ms(1), ms(2));
    }

    @Test
    @DisplayName("a pass over the fail limit counts as a failure with its own reason, and keeps its evidence")
    void judge_overTheFailLimit_isSlow() {
        Latency limits = MEDIAN.failAbove(ms(10));
        Notes notes = new Notes("soon", null, null);
        ProbeResult passed = new ProbeResult(Reason.EXPECTED, "fine", Timings.total(ms(12)), "192.0.2.1", 200, notes);

        ProbeResult slow = limits.judge(passed, window(5, "11 11 11"));

        assertThat(slow)
                .isEqualTo(new ProbeResult(
                        Reason.SLOW,
                        "latency 11ms in the 50th percentile of the last checks, limit 10ms",
                        Timings.total(ms(12)),
                        "192.0.2.1",
                        200,
                        notes));
        assertThat(limits.judge(passed, window(5, "10 10 10"))).isSameAs(passed);
        assertThat(limits.judge(passed, window(5, "99"))).isSameAs(passed);
        assertThat(MEDIAN.judge(passed, window(5, "99 99 99"))).isSameAs(passed);
    }

    @Test
    @DisplayName("a warning begins over the limit, and ends a tenth below it")
    void warning_hasHysteresis() {
        Latency limits = MEDIAN.warnAbove(ms(100));

        assertThat(limits.warning(window(5, "100 100"), false)).isNull();
        assertThat(limits.warning(window(5, "101 101"), false))
                .isEqualTo("latency 101ms in the 50th percentile of the last checks, limit 100ms");
        assertThat(limits.warning(window(5, "91 91"), true))
                .startsWith("latency 91ms")
                .endsWith("limit 100ms");
        assertThat(limits.warning(window(5, "91 91"), false)).isNull();
        assertThat(limits.warning(window(5, "90 90"), true)).isNull();
        assertThat(limits.warning(window(5, "999"), true)).isNull();
        assertThat(MEDIAN.warning(window(5, "999 999"), false)).isNull();
    }

    @Test
    @DisplayName("one slow check among any number of fast ones never is the 90th percentile")
    void singleOutlier_isNotEnough() {
        for (int count = 1; count <= 40; count++) {
            LatencyWindow window = LatencyWindow.empty(20);
            for (int at : IntStream.range(0, count).toArray()) {
                window = window.after(ms(at == count / 2 ? 9_999 : 5));
            }
            Duration found = window.percentile(90);
            assertThat(found == null ? ms(5) : found).as("of %d", count).isEqualTo(ms(5));
        }
    }

    private static LatencyWindow window(int size, String times) {
        LatencyWindow window = LatencyWindow.empty(size);
        for (String time : Arrays.asList(times.split(" "))) {
            window = window.after(ms(Long.parseLong(time)));
        }
        return window;
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    private static void assertRefused(ThrowingCallable call, String rule) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(rule);
    }
}
