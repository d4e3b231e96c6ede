package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Scheduler} must do. One without threads of its own says so with {@link #hasThreads()} and lets time pass in
 * {@link #await}.
 */
public abstract class SchedulerContract extends SchedulerFixture {
    private static final Duration CLOSE = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LATER = Duration.ofMillis(60);
    private static final Duration NEVER = Duration.ofDays(365);
    private static final int MANY = 1000;

    private final List<String> log = Collections.synchronizedList(new ArrayList<>());

    /** For subclasses. */
    protected SchedulerContract() {}

    @Test
    @DisplayName("a task runs, and not before it is due")
    void task_runsWhenDue() throws Exception {
        Scheduler scheduler = open();
        long start = nanoTime();
        long[] ranAt = new long[1];

        scheduler.schedule(LATER, () -> {
            ranAt[0] = nanoTime();
            log.add("ran");
        });
        awaitLog(1);

        assertThat(Duration.ofNanos(ranAt[0] - start)).as("how late it ran").isGreaterThanOrEqualTo(LATER);
    }

    @Test
    @DisplayName("tasks run in the order in which they fall due")
    void tasks_runInOrderOfTime() throws Exception {
        Scheduler scheduler = open();

        scheduler.schedule(LATER, () -> log.add("later"));
        scheduler.schedule(SOON, () -> log.add("soon"));
        awaitLog(2);

        assertThat(log).containsExactly("soon", "later");
    }

    @Test
    @DisplayName("tasks that are due at the same time run in the order in which they were scheduled")
    void tasks_dueTogether_runInOrderOfScheduling() throws Exception {
        Scheduler scheduler = open();

        for (int i = 0; i < MANY; i++) {
            int number = i;
            scheduler.schedule(Duration.ZERO, () -> log.add(String.valueOf(number)));
        }
        awaitLog(MANY);

        assertThat(log)
                .isEqualTo(IntStream.range(0, MANY).mapToObj(String::valueOf).toList());
    }

    @Test
    @DisplayName("a delay of zero or less means as soon as possible, and not at once on the thread of the caller")
    void delayOfZeroOrLess_isAsSoonAsPossible() throws Exception {
        Scheduler scheduler = open();
        AtomicBoolean returned = new AtomicBoolean();

        scheduler.schedule(Duration.ZERO, () -> {
            scheduler.schedule(Duration.ofHours(-1), () -> log.add(returned.get() ? "after" : "inside"));
            returned.set(true);
        });
        awaitLog(1);

        assertThat(log).containsExactly("after");
    }

    @Test
    @DisplayName("tasks of the loop run one at a time")
    void tasks_runOneAtATime() throws Exception {
        Scheduler scheduler = open();
        AtomicInteger inside = new AtomicInteger();

        for (int i = 0; i < 100; i++) {
            scheduler.schedule(Duration.ZERO, () -> {
                boolean alone = inside.incrementAndGet() == 1 && staysAlone(inside);
                inside.decrementAndGet();
                log.add(alone ? "alone" : "not alone");
            });
        }
        awaitLog(100);

        assertThat(log).containsOnly("alone");
    }

    @Test
    @DisplayName("a task that throws harms no other")
    void throwingTask_harmsNoOther() throws Exception {
        Scheduler scheduler = open();

        scheduler.schedule(Duration.ZERO, () -> {
            throw new IllegalStateException("a task of the contract that breaks");
        });
        scheduler.schedule(SOON, () -> log.add("ran"));

        awaitLog(1);
    }

    @Test
    @DisplayName("a task that was called off does not run; twice, or after it ran, calling off does nothing")
    void cancel_callsOff() throws Exception {
        Scheduler scheduler = open();

        Cancellable never = scheduler.schedule(SOON, () -> log.add("never"));
        never.cancel();
        never.cancel();
        Cancellable ran = scheduler.schedule(LATER, () -> log.add("ran"));
        awaitLog(1);
        assertThatNoException().isThrownBy(ran::cancel);

        assertThat(log).containsExactly("ran");
    }

    @Test
    @DisplayName("the tasks of a worker run one after another, in their order")
    void worker_isSerial() throws Exception {
        Executor worker = open().worker("contract");

        for (int i = 0; i < MANY; i++) {
            int number = i;
            worker.execute(() -> log.add(String.valueOf(number)));
        }
        awaitLog(MANY);

        assertThat(log)
                .isEqualTo(IntStream.range(0, MANY).mapToObj(String::valueOf).toList());
    }

    @Test
    @DisplayName("a task of a worker that throws harms no later one")
    void worker_survivesAThrowingTask() throws Exception {
        Executor worker = open().worker("contract");

        worker.execute(() -> {
            throw new IllegalStateException("a task of the contract that breaks");
        });
        worker.execute(() -> log.add("ran"));

        awaitLog(1);
    }

    @TestFactory
    @DisplayName("workers have threads of their own")
    Stream<DynamicTest> workers_holdNobodyUp() {
        return withThreads("a worker that blocks holds up neither the loop nor another worker", () -> {
            Scheduler scheduler = open();
            CountDownLatch blocked = new CountDownLatch(1);
            scheduler.worker("blocked").execute(() -> {
                try {
                    blocked.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            scheduler.worker("free").execute(() -> log.add("worker"));
            scheduler.schedule(Duration.ZERO, () -> log.add("loop"));
            awaitLog(2);

            blocked.countDown();
        });
    }

    @TestFactory
    @DisplayName("tasks can be scheduled and called off from any thread")
    Stream<DynamicTest> schedule_isSafeFromAnyThread() {
        return withThreads("none of those of four threads is lost, and none runs that was called off", () -> {
            Scheduler scheduler = open();
            List<Thread> threads = IntStream.range(0, 4)
                    .mapToObj(number -> new Thread(() -> {
                        for (int i = 0; i < MANY; i++) {
                            scheduler.schedule(Duration.ZERO, () -> log.add("ran"));
                            scheduler.schedule(NEVER, () -> log.add("never")).cancel();
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            awaitLog(4 * MANY);

            assertThat(log).hasSize(4 * MANY).containsOnly("ran");
        });
    }

    @TestFactory
    @DisplayName("close() interrupts what workers run")
    Stream<DynamicTest> close_interruptsWorkers() {
        return withThreads("a worker that waits is woken, what waits behind it is dropped, and no thread stays", () -> {
            LiveThreads before = LiveThreads.now();
            Scheduler scheduler = open();
            Executor worker = scheduler.worker("blocked");
            worker.execute(() -> {
                log.add("running");
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    log.add("interrupted");
                }
            });
            worker.execute(() -> log.add("never"));
            awaitLog(1);
            long start = nanoTime();

            scheduler.close();

            assertThat(Duration.ofNanos(nanoTime() - start)).isLessThanOrEqualTo(CLOSE.plus(slack()));
            assertThat(log).containsExactly("running", "interrupted");
            before.assertNoneCameToStay(thread -> false);
        });
    }

    @Test
    @DisplayName("after close() nothing runs any more, and what is scheduled is dropped")
    void close_dropsEverything() throws Exception {
        Scheduler scheduler = open();
        Executor worker = scheduler.worker("contract");
        scheduler.schedule(SOON, () -> log.add("before"));

        scheduler.close();
        scheduler.schedule(Duration.ZERO, () -> log.add("after")).cancel();
        scheduler.schedule(Duration.ZERO, () -> log.add("after"));
        worker.execute(() -> log.add("worker"));
        letPass(LATER);

        assertThat(log).isEmpty();
    }

    @Test
    @DisplayName("closing twice is closing once")
    void close_twice_isOnce() throws Exception {
        Scheduler scheduler = open();
        scheduler.worker("contract");
        scheduler.close();

        assertThatNoException().isThrownBy(scheduler::close);
    }

    /** Gives any other task a millisecond to come in. */
    @SuppressWarnings("ThreadPriorityCheck") // on one busy core, the other task needs the processor to come in
    private static boolean staysAlone(AtomicInteger inside) {
        long start = System.nanoTime();
        while (inside.get() == 1 && System.nanoTime() - start < 1_000_000) {
            Thread.yield();
        }
        return inside.get() == 1;
    }

    private void awaitLog(int lines) throws Exception {
        await(() -> log.size() >= lines);
        assertThat(log.size()).as("tasks that ran in %s", PATIENCE).isGreaterThanOrEqualTo(lines);
    }
}
