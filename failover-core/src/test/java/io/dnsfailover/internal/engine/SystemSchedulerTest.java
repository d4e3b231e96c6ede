package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.spi.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real time and real threads: no upper bound is asserted that a busy machine could miss. */
@Timeout(60)
class SystemSchedulerTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration NEVER = Duration.ofDays(1);

    private final SystemScheduler scheduler = new SystemScheduler();
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        scheduler.close();
    }

    private Runnable note(String what) {
        return () -> ran.add(what);
    }

    /** Runs when everything that is due before it has run. */
    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitLoop() throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        scheduler.schedule(NOW, passed::countDown);
        await(passed);
    }

    @Test
    void schedule_severalDelays_runInTheOrderOfTheirTimes() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        scheduler.schedule(Duration.ofMillis(120), last::countDown);
        scheduler.schedule(Duration.ofMillis(80), note("80"));
        scheduler.schedule(Duration.ofMillis(40), note("40"));
        scheduler.schedule(NOW, note("0"));
        scheduler.schedule(Duration.ofMillis(-5), note("past"));

        await(last);

        assertThat(ran).containsExactly("0", "past", "40", "80");
    }

    @Test
    void schedule_atTheSameTime_runsInTheOrderOfTheCalls() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        scheduler.schedule(NOW, () -> {
            try {
                await(blocked);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            scheduler.schedule(Duration.ofSeconds(-1), note("task " + i));
            expected.add("task " + i);
        }
        scheduler.schedule(NOW, last::countDown);
        blocked.countDown();

        await(last);

        assertThat(ran).isEqualTo(expected);
    }

    @Test
    @DisplayName("a task never runs before its time")
    void schedule_delay_isNotCutShort() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        long start = System.nanoTime();

        scheduler.schedule(Duration.ofMillis(50), done::countDown);
        await(done);

        assertThat(System.nanoTime() - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(50).toNanos());
    }

    @Test
    @DisplayName("a task that is due before the one that is waited for wakes the loop")
    void schedule_earlierThanTheFirst_wakesTheLoop() throws InterruptedException {
        scheduler.schedule(NEVER, note("never"));
        awaitLoop();

        awaitLoop();

        assertThat(ran).isEmpty();
    }

    @Test
    @DisplayName("what can wait until the loop is awake is never left waiting for a timer that is far away")
    void whenAwake_loopThatSleepsLong_isWoken() throws InterruptedException {
        scheduler.schedule(NEVER, note("never"));
        for (int i = 0; i < 2000; i++) { // each time the loop is about to fall asleep, or has just done so
            CountDownLatch passed = new CountDownLatch(1);
            scheduler.whenAwake(passed::countDown);
            await(passed);
        }

        assertThat(ran).isEmpty();
    }

    @Test
    @DisplayName("what can wait keeps its turn among what cannot")
    void whenAwake_amongOthers_runsInTheOrderOfTheCalls() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            if (i % 3 == 0) {
                scheduler.schedule(NOW, note("task " + i));
            } else {
                scheduler.whenAwake(note("task " + i));
            }
            expected.add("task " + i);
        }
        scheduler.schedule(NOW, last::countDown);

        await(last);

        assertThat(ran).isEqualTo(expected);
    }

    @Test
    @DisplayName("the longest delay that a Duration holds is for ever, not an overflow")
    void schedule_forEver_neverRuns() throws InterruptedException {
        Cancellable task = scheduler.schedule(Duration.ofSeconds(Long.MAX_VALUE), note("for ever"));
        scheduler.schedule(Duration.ofNanos(Long.MAX_VALUE), note("292 years"));

        awaitLoop();

        assertThat(ran).isEmpty();
        task.cancel();
    }

    @Test
    void cancel_beforeItsTime_doesNotRun() throws InterruptedException {
        CountDownLatch last = new CountDownLatch(1);
        Cancellable cancelled = scheduler.schedule(Duration.ofMillis(30), note("cancelled"));
        scheduler.schedule(Duration.ofMillis(60), last::countDown);

        cancelled.cancel();
        cancelled.cancel();
        await(last);

        assertThat(ran).isEmpty();
    }

    @Test
    void cancel_afterItRan_doesNothing() throws InterruptedException {
        Cancellable task = scheduler.schedule(NOW, note("ran"));
        awaitLoop();

        task.cancel();
        awaitLoop();

        assertThat(ran).containsExactly("ran");
    }

    @Test
    @DisplayName("thousands of cancelled timers do not pile up, and cost no other its turn")
    void cancel_many_keepsTheOthers() throws InterruptedException {
        List<Cancellable> many = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            many.add(scheduler.schedule(NEVER, note("cancelled")));
        }
        CountDownLatch last = new CountDownLatch(1);
        scheduler.schedule(Duration.ofMillis(200), note("kept"));
        scheduler.schedule(Duration.ofMillis(210), last::countDown);

        many.forEach(Cancellable::cancel);
        await(last);

        assertThat(ran).containsExactly("kept");
    }

    @Test
    void task_thatThrows_harmsNoOther() throws InterruptedException {
        scheduler.schedule(NOW, () -> {
            throw new IllegalStateException("on purpose");
        });
        scheduler.schedule(NOW, () -> {
            throw new AssertionError("on purpose");
        });
        scheduler.schedule(NOW, note("next"));

        awaitLoop();

        assertThat(ran).containsExactly("next");
    }

    @Test
    @DisplayName("a task that leaves the interrupt of its thread set does not end the loop")
    void task_thatInterruptsItsThread_harmsNoOther() throws InterruptedException {
        scheduler.schedule(NOW, () -> Thread.currentThread().interrupt());

        awaitLoop();
        awaitLoop();
    }

    @Test
    void task_runsOnTheDaemonThreadOfTheLoop() throws InterruptedException {
        AtomicReference<Thread> loop = new AtomicReference<>();
        scheduler.schedule(NOW, () -> loop.set(Thread.currentThread()));

        awaitLoop();

        assertThat(loop.get().getName()).isEqualTo("failover-engine");
        assertThat(loop.get().isDaemon()).isTrue();
    }

    @Test
    void worker_tasks_runOneAfterAnotherOnOneThreadOfTheirOwn() throws InterruptedException {
        Executor worker = scheduler.worker("lane");
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch done = new CountDownLatch(500);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String name = "task " + i;
            expected.add(name);
            worker.execute(() -> {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                threads.add(Thread.currentThread());
                ran.add(name);
                running.decrementAndGet();
                done.countDown();
            });
        }

        await(done);

        assertThat(ran).isEqualTo(expected);
        assertThat(most.get()).isEqualTo(1);
        assertThat(threads.stream().distinct()).hasSize(1);
        assertThat(threads.get(0).getName()).isEqualTo("failover-lane");
        assertThat(threads.get(0).isDaemon()).isTrue();
    }

    @Test
    @DisplayName("a worker that blocks delays neither the loop nor another worker")
    void worker_thatBlocks_delaysNoOther() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        scheduler.worker("slow").execute(() -> LockSupport.parkNanos(blocked, Long.MAX_VALUE));

        scheduler.worker("fast").execute(other::countDown);

        await(other);
        awaitLoop();
    }

    @Test
    void worker_taskThatThrowsOrInterruptsItself_harmsNoOther() throws InterruptedException {
        Executor worker = scheduler.worker("lane");
        CountDownLatch done = new CountDownLatch(1);
        worker.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        worker.execute(() -> Thread.currentThread().interrupt());
        worker.execute(done::countDown);

        await(done);
    }
}
