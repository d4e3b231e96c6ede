package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of a scheduler when it is closed: no thread of those that heed an interrupt, after 2 s at most. */
@Timeout(60)
class SystemSchedulerCloseTest {
    private static final Duration NOW = Duration.ZERO;

    private final SystemScheduler scheduler = new SystemScheduler();
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        scheduler.close();
    }

    private Runnable note(String what) {
        return () -> ran.add(what);
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void awaitLoop() throws InterruptedException {
        CountDownLatch passed = new CountDownLatch(1);
        scheduler.schedule(NOW, passed::countDown);
        await(passed);
    }

    @Test
    @DisplayName("close interrupts a worker that sleeps, and returns when no thread is left, within 2 s")
    void close_workerThatSleeps_isInterrupted() throws InterruptedException {
        CountDownLatch sleeping = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        Executor worker = scheduler.worker("sleeper");
        worker.execute(() -> {
            thread.set(Thread.currentThread());
            try {
                sleeping.countDown();
                TimeUnit.DAYS.sleep(1);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });
        worker.execute(note("dropped"));
        AtomicReference<Thread> loop = new AtomicReference<>();
        scheduler.schedule(NOW, () -> loop.set(Thread.currentThread()));
        awaitLoop();
        await(sleeping);

        long start = System.nanoTime();
        scheduler.close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(took).isLessThan(Duration.ofSeconds(2));
        await(interrupted);
        assertThat(thread.get().isAlive()).isFalse();
        assertThat(loop.get().isAlive()).isFalse();
        assertThat(ran).isEmpty();
    }

    @Test
    @DisplayName("a worker that does not heed its interrupt is left behind after 2 s at most")
    void close_workerThatIgnoresInterrupts_isLeftBehind() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicReference<Thread> thread = new AtomicReference<>();
        scheduler.worker("deaf").execute(() -> {
            thread.set(Thread.currentThread());
            started.countDown();
            boolean done = false;
            while (!done) {
                try {
                    released.await();
                    done = true;
                } catch (InterruptedException e) {
                    ran.add("deaf");
                }
            }
        });
        await(started);

        long start = System.nanoTime();
        scheduler.close();
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        assertThat(took).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(thread.get().isAlive()).isTrue();
        released.countDown();
        Awaitility.await().until(() -> !thread.get().isAlive());
    }

    @Test
    void close_dropsWhatComesAfter() {
        Executor before = scheduler.worker("before");

        scheduler.close();
        scheduler.close();

        scheduler.schedule(NOW, note("late")).cancel();
        scheduler.whenAwake(note("late"));
        before.execute(note("late"));
        scheduler.worker("after").execute(note("late"));
        assertThat(ran).isEmpty();
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("failover-before", "failover-after");
    }

    @Test
    @DisplayName("close may be called on the loop itself, and drops what waits there")
    void close_onTheLoop_returns() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        AtomicReference<Thread> loop = new AtomicReference<>();

        scheduler.schedule(NOW, () -> {
            loop.set(Thread.currentThread());
            scheduler.schedule(NOW, note("dropped"));
            scheduler.close();
            closed.countDown();
        });

        await(closed);
        Awaitility.await().until(() -> !loop.get().isAlive());
        assertThat(ran).isEmpty();
    }

    @Test
    @DisplayName("an interrupt of the closing thread is kept for it, and cuts nothing short")
    void close_interrupted_keepsTheInterruptAndLeavesNoThread() throws InterruptedException {
        AtomicReference<Thread> worker = new AtomicReference<>();
        CountDownLatch sleeping = new CountDownLatch(1);
        scheduler.worker("tidy").execute(() -> {
            worker.set(Thread.currentThread());
            sleeping.countDown();
            LockSupport.parkNanos(Long.MAX_VALUE);
            ran.add("ended");
        });
        await(sleeping);
        Thread.currentThread().interrupt();

        scheduler.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(worker.get().isAlive()).isFalse();
        assertThat(ran).containsExactly("ended");
    }
}
