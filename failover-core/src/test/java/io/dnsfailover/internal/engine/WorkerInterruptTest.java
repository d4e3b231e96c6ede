package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkerInterruptTest {
    @Test
    @DisplayName("a task that leaves its thread interrupted does not end the worker")
    void interruptLeftBehind_harmsNoOtherTask() throws InterruptedException {
        try (SystemScheduler scheduler = new SystemScheduler()) {
            Executor worker = scheduler.worker("test");
            CountDownLatch ran = new CountDownLatch(1);

            worker.execute(() -> Thread.currentThread().interrupt());
            worker.execute(ran::countDown);

            assertThat(ran.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }
}
