package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every {@link TimeSource} must do. */
@ExtendWith(RuleInTheMessage.class)
public abstract class TimeSourceContract {
    private static final int READINGS = 10_000;
    private static final int THREADS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration CENTURY = Duration.ofDays(36_500);

    /** For subclasses. */
    protected TimeSourceContract() {}

    /**
     * The clocks under test.
     *
     * @return the same for the whole test
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract TimeSource time() throws Exception;

    /**
     * Lets at least this much time pass. By default it waits until the system's monotonic clock has moved that far; a fixture
     * with simulated time lets that pass.
     *
     * @param duration a few milliseconds
     * @throws Exception when the fixture cannot
     */
    protected void pass(Duration duration) throws Exception {
        long start = System.nanoTime();
        while (System.nanoTime() - start < duration.toNanos()) {
            Thread.onSpinWait();
        }
    }

    /**
     * Steps the wall clock, as somebody does who corrects a machine's clock.
     *
     * @param step how far; negative for back
     * @return false when the fixture cannot, the default
     * @throws Exception when it went wrong
     */
    protected boolean stepWallClock(Duration step) throws Exception {
        return false;
    }

    @Test
    @DisplayName("the monotonic clock never goes backwards")
    void nanoTime_neverGoesBackwards() throws Exception {
        TimeSource time = time();
        assertNeverGoesBackwards(time);
    }

    @Test
    @DisplayName("the monotonic clock never goes backwards for any of several threads")
    void nanoTime_neverGoesBackwards_onAnyThread() throws Exception {
        TimeSource time = time();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<Boolean>> readers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                readers.add(() -> {
                    assertNeverGoesBackwards(time);
                    return true;
                });
            }
            for (Future<Boolean> reader : threads.invokeAll(readers)) {
                assertThat(reader.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("the monotonic clock counts nanoseconds: it moves as far as time does")
    void nanoTime_countsNanoseconds() throws Exception {
        TimeSource time = time();
        Duration span = Duration.ofMillis(20);
        long before = time.nanoTime();

        pass(span);

        assertThat(Duration.ofNanos(time.nanoTime() - before))
                .as("how far nanoTime() moved in %s or a little more", span)
                .isBetween(span, span.plus(PATIENCE));
    }

    @Test
    @DisplayName("the origin of the monotonic clock is less than 100 years away, so that sums do not overflow")
    void nanoTime_isFarFromOverflow() throws Exception {
        assertThat(Duration.ofNanos(time().nanoTime()).abs()).isLessThan(CENTURY);
    }

    @Test
    @DisplayName("now() is one reading of both clocks")
    void now_readsBothClocks() throws Exception {
        TimeSource time = time();
        long nanosBefore = time.nanoTime();
        Instant wallBefore = time.instant();

        Moment now = time.now();

        assertThat(now.nanos()).isBetween(nanosBefore, time.nanoTime());
        assertThat(now.wall()).isBetween(wallBefore, time.instant());
    }

    @Test
    @DisplayName("millis() and instant() are the same clock")
    void millis_areThoseOfTheInstant() throws Exception {
        TimeSource time = time();
        long before = time.instant().toEpochMilli();

        assertThat(time.millis()).isBetween(before, time.instant().toEpochMilli());
    }

    @TestFactory
    @DisplayName("a step of the wall clock does not touch the monotonic clock")
    Stream<DynamicTest> wallClockStep_leavesTheMonotonicClock() throws Exception {
        TimeSource time = time();
        Moment before = time.now();
        if (!stepWallClock(Duration.ofDays(-10))) {
            return Stream.of();
        }
        return Stream.of(DynamicTest.dynamicTest("by ten days back", () -> {
            Moment after = time.now();

            assertThat(after.wall()).isBefore(before.wall());
            assertThat(after.since(before)).isBetween(Duration.ZERO, PATIENCE);
        }));
    }

    private static void assertNeverGoesBackwards(TimeSource time) {
        long last = time.nanoTime();
        for (int i = 0; i < READINGS; i++) {
            long next = time.nanoTime();
            assertThat(next - last).as("from one reading to the next").isNotNegative();
            last = next;
        }
    }
}
