package io.dnsfailover.testkit;

import java.time.Duration;
import java.util.concurrent.Executor;

/** A worker whose tasks run as tasks of simulated time, one after another. */
final class SimulatedWorker implements Executor {
    private final SimulatedTime time;
    private long delayNanos;
    private long busyUntilNanos = Long.MIN_VALUE;

    SimulatedWorker(SimulatedTime time) {
        this.time = time;
    }

    void delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a task does not end before it starts: " + delay);
        }
        delayNanos = delay.toNanos();
    }

    @Override
    public void execute(Runnable task) {
        busyUntilNanos = Math.max(time.nanoTime(), busyUntilNanos) + delayNanos;
        time.scheduleAt(busyUntilNanos, task);
    }
}
