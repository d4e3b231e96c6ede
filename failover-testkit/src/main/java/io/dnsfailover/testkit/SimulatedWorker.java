package io.dnsfailover.testkit;

import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** A worker whose tasks run as tasks of simulated time, one after another. */
final class SimulatedWorker implements Executor {
    private final String name;
    private final SimulatedTime time;
    private final BiFunction<Long, Runnable, ?> scheduleAt;
    private long busyUntilNanos = Long.MIN_VALUE;

    SimulatedWorker(String name, SimulatedTime time, BiFunction<Long, Runnable, ?> scheduleAt) {
        this.name = name;
        this.time = time;
        this.scheduleAt = scheduleAt;
    }

    @Override
    public void execute(Runnable task) {
        busyUntilNanos = Math.max(time.nanoTime(), busyUntilNanos) + time.workerDelayNanos(name);
        scheduleAt.apply(busyUntilNanos, task);
    }
}
