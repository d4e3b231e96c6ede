package io.dnsfailover.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SimulatedTimeTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SimulatedTime time = new SimulatedTime();
    private final List<String> log = new ArrayList<>();

    @Test
    @DisplayName("tasks run in the order in which they fall due, at the time they are due")
    void tasks_runInOrderOfTime() {
        time.schedule(SECOND.multipliedBy(3), () -> log.add("third at " + time.elapsed()));
        time.schedule(SECOND, () -> log.add("first at " + time.elapsed()));
        time.schedule(SECOND.multipliedBy(2), () -> log.add("second at " + time.elapsed()));

        time.advance(SECOND.multipliedBy(2));

        assertThat(log).containsExactly("first at PT1S", "second at PT2S");
        assertThat(time.pending()).isEqualTo(1);
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    @DisplayName("tasks due at the same time run in the order in which they were scheduled")
    void tasks_ofTheSameTime_runInOrderOfScheduling() {
        for (int i = 0; i < 100; i++) {
            int number = i;
            time.schedule(SECOND, () -> log.add(String.valueOf(number)));
        }

        time.advance(SECOND);

        assertThat(log).hasSize(100).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
    }

    @Test
    @DisplayName("what a task schedules runs in the same advance when it falls due in it")
    void tasks_scheduleTasks() {
        time.schedule(SECOND, () -> time.schedule(SECOND, () -> log.add("later")));

        time.advance(SECOND.multipliedBy(2));

        assertThat(log).containsExactly("later");
    }

    @Test
    @DisplayName("a negative delay means as soon as possible")
    void negativeDelay_isNow() {
        time.schedule(Duration.ofSeconds(-5), () -> log.add("now"));

        time.advance(Duration.ZERO);

        assertThat(log).containsExactly("now");
    }

    @Test
    @DisplayName("a cancelled task does not run and does not count")
    void cancel_callsOff() {
        Cancellable task = time.schedule(SECOND, () -> log.add("never"));

        task.cancel();
        task.cancel();

        assertThat(time.pending()).isZero();
        time.advance(SECOND);
        assertThat(log).isEmpty();
    }

    @Test
    @DisplayName("a task that throws fails the test, and the tasks after it run with the next advance")
    void throwingTask_failsTheTest() {
        time.schedule(SECOND, () -> {
            throw new IllegalArgumentException("broken");
        });
        time.schedule(SECOND, () -> log.add("after"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> time.advance(SECOND))
                .withRootCauseInstanceOf(IllegalArgumentException.class);

        time.advance(Duration.ZERO);
        assertThat(log).containsExactly("after");
    }

    @Test
    @DisplayName("the wall clock steps apart from the monotonic clock, forward and back")
    void stepWallClock_leavesTheMonotonicClock() {
        Moment before = time.now();

        time.stepWallClock(Duration.ofDays(-10));

        assertThat(time.now())
                .isEqualTo(new Moment(before.nanos(), before.wall().minus(Duration.ofDays(10))));
        time.advance(SECOND);
        assertThat(time.now().since(before)).isEqualTo(SECOND);
        assertThat(time.instant())
                .isEqualTo(before.wall().minus(Duration.ofDays(10)).plus(SECOND));
    }

    @Test
    @DisplayName("the monotonic clock does not start at zero")
    void nanoTime_hasAnArbitraryOrigin() {
        assertThat(time.nanoTime()).isNotZero();
        assertThat(time.elapsed()).isZero();
    }

    @Test
    @DisplayName("a worker runs its tasks one after another, on the test's thread, at once or after its delay")
    void worker_isSerial() {
        time.delayWorker("slow", SECOND);
        Executor slow = time.worker("slow");
        Executor fast = time.worker("fast");

        slow.execute(() -> log.add("slow 1 at " + time.elapsed()));
        slow.execute(() -> log.add("slow 2 at " + time.elapsed()));
        fast.execute(() -> log.add("fast on " + Thread.currentThread().getName()));
        assertThat(log).isEmpty();
        time.advance(Duration.ofMinutes(1));

        assertThat(log)
                .containsExactly("fast on " + Thread.currentThread().getName(), "slow 1 at PT1S", "slow 2 at PT2S");
    }

    @Test
    @DisplayName("waiting for a condition ends where it comes true, or when the time is over")
    void advanceUntil_stopsWhereItComesTrue() {
        time.schedule(SECOND, () -> log.add("one"));
        time.schedule(SECOND.multipliedBy(2), () -> log.add("two"));

        assertThat(time.advanceUntil(() -> log.contains("one"), Duration.ofMinutes(1)))
                .isTrue();
        assertThat(time.elapsed()).isEqualTo(SECOND);
        assertThat(time.advanceUntil(() -> log.contains("three"), Duration.ofMinutes(1)))
                .isFalse();
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    @DisplayName("a loop that never lets time pass is found out")
    void endlessLoop_isFoundOut() {
        time.schedule(Duration.ZERO, this::again);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> time.advance(SECOND))
                .withMessageContaining("no time passed");
    }

    private void again() {
        time.schedule(Duration.ZERO, this::again);
    }

    @Test
    @DisplayName("a task may not let time pass, and time does not go back")
    void advance_isForTheTestOnly() {
        time.schedule(SECOND, () -> time.advance(SECOND));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> time.advance(SECOND))
                .withCauseInstanceOf(IllegalStateException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> time.advance(Duration.ofNanos(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> time.delayWorker("any", Duration.ofNanos(-1)));
    }

    @Test
    @DisplayName("another thread that schedules is refused, and the test fails even if that thread keeps quiet")
    void otherThread_isFoundOut() throws InterruptedException {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread other = new Thread(() -> {
            try {
                time.schedule(SECOND, () -> log.add("never"));
            } catch (IllegalStateException e) {
                thrown.set(e);
            }
        });
        other.start();
        other.join();

        assertThat(thrown.get()).hasMessageContaining(other.getName());
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> time.advance(SECOND))
                .withMessageContaining("schedule()");
        assertThat(log).isEmpty();
    }

    @Test
    @DisplayName("after close everything is dropped, early and late")
    void close_dropsEverything() {
        Executor worker = time.worker("any");
        time.schedule(SECOND, () -> log.add("early"));

        time.close();
        time.close();
        time.schedule(SECOND, () -> log.add("late")).cancel();
        worker.execute(() -> log.add("late"));
        time.advance(Duration.ofMinutes(1));

        assertThat(time.pending()).isZero();
        assertThat(log).isEmpty();
    }
}
