package io.dnsfailover.benchmarks.probes;

import io.dnsfailover.internal.engine.Patient;
import io.dnsfailover.internal.engine.SystemScheduler;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;

/** The scheduler of the machine, which also notes how late the timers of the engine were: the error of the schedule. */
final class Lateness implements Scheduler, Patient {
    private static final int MAX_NOTED = 1_000_000;

    private final SystemScheduler scheduler = new SystemScheduler();
    private final long[] late = new long[MAX_NOTED]; // engine loop only, but for the reading at the end
    private int noted;
    private volatile boolean noting;

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        if (delay.isNegative() || delay.isZero()) {
            return scheduler.schedule(delay, task);
        }
        long due = System.nanoTime() + delay.toNanos();
        return scheduler.schedule(delay, () -> {
            if (noting && noted < MAX_NOTED) {
                late[noted++] = System.nanoTime() - due;
            }
            task.run();
        });
    }

    @Override
    public void whenAwake(Runnable task) {
        scheduler.whenAwake(task);
    }

    void note() {
        noting = true;
    }

    /** Such as {@code p50 0.1 ms, p99 2.0 ms, max 12.0 ms}. */
    String summary() {
        noting = false;
        long[] sorted = Arrays.copyOf(late, noted);
        Arrays.sort(sorted);
        return sorted.length == 0
                ? "none"
                : String.format(
                        "p50 %.2f ms, p99 %.2f ms, p99.9 %.2f ms, max %.2f ms (%d timers)",
                        sorted[sorted.length / 2] / 1e6,
                        sorted[(int) (sorted.length * 0.99)] / 1e6,
                        sorted[(int) (sorted.length * 0.999)] / 1e6,
                        sorted[sorted.length - 1] / 1e6,
                        sorted.length);
    }

    @Override
    public Executor worker(String name) {
        return scheduler.worker(name);
    }

    @Override
    public void close() {
        scheduler.close();
    }
}
