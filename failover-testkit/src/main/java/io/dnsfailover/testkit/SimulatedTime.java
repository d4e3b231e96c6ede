package io.dnsfailover.testkit;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Both clocks, all timers and all workers of a test, on the one thread of the test. Time stands still until the test
 * lets it pass; then everything that falls due runs in order, at the very time it was due.
 *
 * <pre>{@code
 * SimulatedTime time = new SimulatedTime();
 * time.schedule(Duration.ofMinutes(5), () -> log.add("later"));
 *
 * time.advance(Duration.ofMinutes(4));   // nothing yet
 * time.advance(Duration.ofMinutes(1));   // now
 * }</pre>
 *
 * <p>A task that throws fails the test: {@link #advance} throws an {@link AssertionError} around it. The tasks after it
 * run with the next {@code advance}. Workers run their tasks on the same thread, one after another for each worker,
 * at once or after a delay ({@link #delayWorker}).
 *
 * <p>Belongs to the thread that made it. Another thread may read the clocks; anything else from there is a mistake of
 * the code under test and throws, there and in the next {@code advance}.
 */
public final class SimulatedTime implements TimeSource, Scheduler {
    /** More tasks than this without time moving on are a loop that never ends. */
    private static final int MAX_TASKS_AT_ONE_TIME = 1_000_000;

    // An arbitrary origin that is not zero: nothing may take it for "since the start".
    private static final long ORIGIN_NANOS = Duration.ofDays(3).toNanos() + 17;
    private static final Instant ORIGIN_WALL = Instant.parse("2026-01-01T00:00:00Z");

    private final Thread owner = Thread.currentThread();
    private final PriorityQueue<Task> queue = new PriorityQueue<>(
            Comparator.comparingLong((Task task) -> task.dueNanos).thenComparingLong(t -> t.number));
    private final Map<String, Duration> workerDelays = new HashMap<>();
    private volatile long nanos = ORIGIN_NANOS;
    private volatile Instant wallOrigin = ORIGIN_WALL;
    private volatile String trespass = "";
    private long scheduled;
    private int ranAtThisTime;
    private boolean running;
    private boolean closed;

    /** Time that stands at 2026-01-01T00:00:00Z, with nothing to do. */
    public SimulatedTime() {}

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return wallOrigin.plusNanos(nanos - ORIGIN_NANOS);
    }

    /**
     * How much time has passed since this object was made, by the monotonic clock.
     *
     * @return zero or more
     */
    public Duration elapsed() {
        return Duration.ofNanos(nanos - ORIGIN_NANOS);
    }

    /**
     * Lets time pass, and runs what falls due in the order in which it does, including what that schedules. What is
     * due at the same time runs in the order in which it was scheduled.
     *
     * @param duration how long, zero for only what is due now
     * @throws AssertionError when a task throws; the rest runs with the next call
     */
    public void advance(Duration duration) {
        advanceUntil(() -> false, duration);
    }

    /**
     * Lets time pass until something is true, or for as long as allowed. The condition is looked at after each task.
     *
     * @param condition what to wait for
     * @param atMost how long to wait
     * @return true when the condition came true; time then stands where it did. False when the time is over
     * @throws AssertionError when a task throws
     */
    public boolean advanceUntil(BooleanSupplier condition, Duration atMost) {
        requireOwner("advance");
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + atMost);
        }
        if (running) {
            throw new IllegalStateException("a task lets time pass: only the test may");
        }
        long until = nanos + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            Task next = queue.peek();
            if (next == null || next.dueNanos > until) {
                moveTo(until);
                failOnTrespass();
                return condition.getAsBoolean();
            }
            queue.remove();
            run(next);
        }
        return true;
    }

    /**
     * Sets the wall clock forward or back, while the monotonic clock goes on as it was: what happens when somebody
     * corrects a machine's clock.
     *
     * @param step how far; negative for back
     */
    public void stepWallClock(Duration step) {
        requireOwner("stepWallClock");
        wallOrigin = wallOrigin.plus(step);
    }

    /**
     * Makes the tasks of one worker take time. Each task takes that long and has its effect at the end of it; the
     * next one starts then. The engine has the workers {@code store}, {@code publisher-1}, {@code publisher-2} and so on,
     * and {@code notifier-1} and so on, in the order in which they were given.
     *
     * @param name the name of the worker, which need not exist yet
     * @param delay how long each task takes from now on; zero, the default, for no time
     */
    public void delayWorker(String name, Duration delay) {
        requireOwner("delayWorker");
        if (delay.isNegative()) {
            throw new IllegalArgumentException("a task does not end before it starts: " + delay);
        }
        workerDelays.put(name, delay);
    }

    /**
     * How many tasks wait for their time, those of workers included. Cancelled ones do not count.
     *
     * @return zero or more
     */
    public int pending() {
        return (int) queue.stream().filter(task -> !task.cancelled).count();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        requireOwner("schedule");
        return scheduleAt(nanos + Math.max(0, delay.toNanos()), task);
    }

    @Override
    public Executor worker(String name) {
        requireOwner("worker");
        return new SimulatedWorker(name, this, (task, dueNanos) -> scheduleAt(dueNanos, task));
    }

    /** Drops all tasks, and every later one. Idempotent. */
    @Override
    public void close() {
        requireOwner("close");
        closed = true;
        queue.clear();
        failOnTrespass();
    }

    Cancellable scheduleAt(long dueNanos, Runnable task) {
        requireOwner("schedule");
        if (closed) {
            return () -> {};
        }
        Task entry = new Task(dueNanos, scheduled++, task);
        queue.add(entry);
        return () -> {
            requireOwner("cancel");
            entry.cancelled = true;
            queue.remove(entry);
        };
    }

    /** The monotonic clock when this object was made. */
    long originNanos() {
        return ORIGIN_NANOS;
    }

    /** How long until the last of the waiting tasks is due; zero when none waits. */
    Duration lastDueIn() {
        long last = queue.stream()
                .filter(task -> !task.cancelled)
                .mapToLong(task -> task.dueNanos)
                .max()
                .orElse(nanos);
        return Duration.ofNanos(last - nanos);
    }

    long workerDelayNanos(String name) {
        return workerDelays.getOrDefault(name, Duration.ZERO).toNanos();
    }

    private void run(Task task) {
        moveTo(Math.max(nanos, task.dueNanos));
        if (++ranAtThisTime > MAX_TASKS_AT_ONE_TIME) {
            throw new AssertionError("more than " + MAX_TASKS_AT_ONE_TIME + " tasks ran and no time passed: a loop");
        }
        running = true;
        try {
            task.action.run();
        } catch (Throwable thrown) {
            throw new AssertionError("a task threw, " + elapsed() + " after the start: " + thrown, thrown);
        } finally {
            running = false;
        }
        failOnTrespass();
    }

    private void moveTo(long newNanos) {
        if (newNanos != nanos) {
            nanos = newNanos;
            ranAtThisTime = 0;
        }
    }

    private void requireOwner(String call) {
        Thread caller = Thread.currentThread();
        if (caller != owner) {
            trespass = call + "() was called by thread '" + caller.getName() + "': simulated time belongs to thread '"
                    + owner.getName() + "'";
            throw new IllegalStateException(trespass);
        }
    }

    private void failOnTrespass() {
        String found = trespass;
        if (!found.isEmpty()) {
            trespass = "";
            throw new AssertionError(found);
        }
    }

    private static final class Task {
        private final long dueNanos;
        private final long number;
        private final Runnable action;
        private boolean cancelled;

        private Task(long dueNanos, long number, Runnable action) {
            this.dueNanos = dueNanos;
            this.number = number;
            this.action = action;
        }
    }
}
