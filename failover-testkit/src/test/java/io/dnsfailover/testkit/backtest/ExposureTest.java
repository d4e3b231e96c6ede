package io.dnsfailover.testkit.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an answer costs clients that keep it. */
class ExposureTest {
    @Test
    @DisplayName("an answer that is given for ever costs the whole outage")
    void givenForEver_costsTheOutage() {
        Span always = new Span(seconds(-60), Long.MAX_VALUE);

        assertThat(Exposure.seconds(always, seconds(60), new Span(seconds(100), seconds(400))))
                .isEqualTo(300);
    }

    @Test
    @DisplayName("after the switch the answer lives on in caches: half of the time to live, on average")
    void afterTheSwitch_cachesRunOut() {
        Span old = new Span(seconds(-60), seconds(100));

        assertThat(Exposure.seconds(old, seconds(60), new Span(seconds(100), seconds(1000))))
                .isEqualTo(30);
        assertThat(Exposure.longest(old, seconds(60), new Span(seconds(90), seconds(1000)))
                        .length())
                .isEqualTo(Duration.ofSeconds(70));
    }

    @Test
    @DisplayName("what two answers share of an outage adds up to the outage")
    void answers_addUp() {
        Span outage = new Span(seconds(80), seconds(300));
        double sum = Exposure.seconds(new Span(seconds(-45), seconds(100)), seconds(45), outage)
                + Exposure.seconds(new Span(seconds(100), Long.MAX_VALUE), seconds(45), outage);

        assertThat(sum).isCloseTo(220, within(1e-9));
    }

    @Test
    @DisplayName("the formula is what counting many clients second by second comes to")
    void formula_isWhatCountingGives() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            int ttl = 1 + random.nextInt(100);
            int from = random.nextInt(300);
            int to = from + 1 + random.nextInt(300);
            int down = random.nextInt(300);
            int up = down + 1 + random.nextInt(300);

            double counted = counted(ttl, from, to, down, up);

            assertThat(Exposure.seconds(
                            new Span(seconds(from), seconds(to)), seconds(ttl), new Span(seconds(down), seconds(up))))
                    .isCloseTo(counted, within(0.1));
        }
    }

    /** Steps of a tenth of a second: the share of the last time to live in which the answer was given. */
    private static double counted(int ttl, int from, int to, int down, int up) {
        double sum = 0;
        for (double now = down + 0.05; now < up; now += 0.1) {
            double overlap = Math.max(0, Math.min(now, to) - Math.max(now - ttl, from));
            sum += overlap / ttl * 0.1;
        }
        return sum;
    }

    private static long seconds(long seconds) {
        return seconds * 1_000_000_000L;
    }
}
