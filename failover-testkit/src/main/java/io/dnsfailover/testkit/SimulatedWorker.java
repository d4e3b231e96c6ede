package io.dnsfailover.testkit;

import java.util.concurrent.Executor;
import java.util.function.ObjLongConsumer;

/** A worker whose tasks run as tasks of simulated time, one after another. */
final class SimulatedWorker implements Executor {
    private final String name;
    private final SimulatedTime time;
    private final ObjLongConsumer<Runnable> scheduleAt;
    private long busyUntilNanos = Long.MIN_VALUE;

    SimulatedWorker(String name, SimulatedTime time, ObjLongConsumer<Runnable> scheduleAt) {
        this.name = name;
        this.time = time;
        this.scheduleAt = scheduleAt;
    }

    @Override
    public void execute(Runnable task) {
        busyUntilNanos = Math.max(time.nanoTime(), busyUntilNanos) + time.workerDelayNanos(name);
        scheduleAt.accept(task, busyUntilNanos);
    }
}
