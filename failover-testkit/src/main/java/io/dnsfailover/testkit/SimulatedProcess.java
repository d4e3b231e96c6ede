package io.dnsfailover.testkit;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The time of one process among those that follow each other in a {@link Scenario}: a monotonic clock with an origin of
 * its own, as after a real restart, and tasks that die with the process.
 */
final class SimulatedProcess implements TimeSource, Scheduler {
    private final SimulatedTime time;
    private final long shiftNanos;
    private final Set<Cancellable> tasks = new LinkedHashSet<>();
    private boolean closed;

    SimulatedProcess(SimulatedTime time, long shiftNanos) {
        this.time = time;
        this.shiftNanos = shiftNanos;
    }

    @Override
    public long nanoTime() {
        return time.nanoTime() + shiftNanos;
    }

    @Override
    public Instant instant() {
        return time.instant();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return scheduleAt(time.nanoTime() + Math.max(0, delay.toNanos()), task);
    }

    @Override
    public Executor worker(String name) {
        return new SimulatedWorker(name, time, (task, dueNanos) -> scheduleAt(dueNanos, task));
    }

    int pending() {
        return tasks.size();
    }

    @Override
    public void close() {
        closed = true;
        new ArrayList<>(tasks).forEach(Cancellable::cancel);
    }

    private Cancellable scheduleAt(long dueNanos, Runnable task) {
        if (closed) {
            return () -> {};
        }
        Entry entry = new Entry(task);
        tasks.add(entry);
        entry.scheduled = time.scheduleAt(dueNanos, entry);
        return entry;
    }

    private final class Entry implements Runnable, Cancellable {
        private final Runnable task;
        private Cancellable scheduled = () -> {};

        private Entry(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            tasks.remove(this);
            task.run();
        }

        @Override
        public void cancel() {
            tasks.remove(this);
            scheduled.cancel();
        }
    }
}
