package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop on a thread of its own, and a thread for each worker; all of them daemons. A
 * {@code ScheduledThreadPoolExecutor} would do the same with catch-up bursts, tasks that stop silently after an
 * exception, and a hang around shutdown (docs/decisions.md, "Own timer queue").
 */
public final class SystemScheduler implements Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(SystemScheduler.class);
    private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    /**
     * Timers run in company, in ticks of 4 ms: thousands of checks a second would else wake the loop as often. What is to
     * run as soon as possible does so.
     */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final Duration LONGEST = Duration.ofDays(36_500); // nanoseconds overflow after 292 years

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Task> queue = new PriorityQueue<>(); // guarded by lock
    private final Queue<Task> batch = new ArrayDeque<>(); // loop only: what is due and out of the queue
    private final List<Worker> workers = new ArrayList<>(); // guarded by lock
    private long number; // guarded by lock
    private int cancelled; // guarded by lock
    private volatile boolean closed; // written under lock
    private final Thread loop;

    /** Starts the loop. */
    public SystemScheduler() {
        loop = daemon("failover-engine", this::run);
        loop.start();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable action) {
        long due = System.nanoTime() + nanos(delay);
        lock.lock();
        try {
            Task task = new Task(due, number++, action);
            if (!closed) {
                queue.add(task);
                if (queue.peek() == task || delay.isZero()) { // the first in the queue may be due and wait for its tick
                    changed.signal();
                }
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    private static long nanos(Duration delay) {
        if (delay.isNegative()) {
            return 0;
        }
        return delay.compareTo(LONGEST) >= 0 ? LONGEST.toNanos() : delay.toNanos();
    }

    /** Called off while it waited in the queue, where it would stay until it is due. */
    private void calledOff() {
        lock.lock();
        try {
            cancelled++;
            if (cancelled > 1000 && cancelled > queue.size() / 2) {
                queue.removeIf(Task::isOver);
                cancelled = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Task task = next(); task != null; task = next()) {
            Runnable action = task.action.getAndSet(null);
            if (action != null) {
                try {
                    action.run();
                } catch (Throwable t) { // a task that fails must not end the loop
                    LOG.error("A task of the engine failed", t);
                }
            }
        }
    }

    /** The next task; null when closed. */
    private @Nullable Task next() {
        if (batch.isEmpty()) {
            awaitBatch();
        }
        return closed ? null : batch.poll();
    }

    /** Takes all that is due at once: what is scheduled from now on is due after it. */
    private void awaitBatch() {
        lock.lock();
        try {
            while (!closed && batch.isEmpty()) {
                long now = System.nanoTime();
                for (Task first = queue.peek(); first != null && first.isDue(now); first = queue.peek()) {
                    queue.remove();
                    if (!first.isOver()) {
                        batch.add(first);
                    } else {
                        cancelled = Math.max(0, cancelled - 1);
                    }
                }
                if (batch.isEmpty()) {
                    awaitTick(now);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Until a tick after the next task is due, or one comes that is due earlier. Call with the lock. */
    @SuppressWarnings("WaitNotInLoop") // the caller's
    private void awaitTick(long now) {
        Task first = queue.peek();
        try {
            if (first == null) {
                changed.await();
            } else {
                changed.awaitNanos(first.dueNanos - now + TICK_NANOS - Math.floorMod(first.dueNanos, TICK_NANOS));
            }
        } catch (InterruptedException e) {
            // A probe or listener of the host left it set: only close ends the loop.
            LOG.warn("A task of the engine left its thread interrupted, which is ignored");
        }
    }

    @Override
    public Executor worker(String name) {
        Worker worker = new Worker(name);
        lock.lock();
        try {
            if (closed) {
                return task -> {};
            }
            workers.add(worker);
        } finally {
            lock.unlock();
        }
        worker.thread.start();
        return worker.tasks::add;
    }

    @Override
    public void close() {
        List<Thread> ending = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            queue.clear();
            changed.signalAll();
            for (Worker worker : workers) {
                worker.stopped = true;
                worker.thread.interrupt();
                ending.add(worker.thread);
            }
        } finally {
            lock.unlock();
        }
        ending.add(loop);
        join(ending);
    }

    private static void join(List<Thread> threads) {
        long deadline = System.nanoTime() + CLOSE_NANOS;
        boolean interrupted = false;
        for (Thread thread : threads) {
            if (thread == Thread.currentThread()) {
                continue;
            }
            long left = Math.max(1, deadline - System.nanoTime());
            while (thread.isAlive() && left > 0) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                left = deadline - System.nanoTime();
            }
            if (thread.isAlive()) {
                LOG.warn("Thread {} does not heed its interrupt and is left behind", thread.getName());
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A task in the queue; without its action once it ran or was called off. */
    private final class Task implements Cancellable, Comparable<Task> {
        private final long dueNanos;
        private final long number;
        private final AtomicReference<@Nullable Runnable> action;

        Task(long dueNanos, long number, Runnable action) {
            this.dueNanos = dueNanos;
            this.number = number;
            this.action = new AtomicReference<>(action);
        }

        @Override
        public void cancel() {
            if (action.getAndSet(null) != null) {
                calledOff();
            }
        }

        boolean isOver() {
            return action.get() == null;
        }

        boolean isDue(long now) {
            return dueNanos - now <= 0;
        }

        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(dueNanos - other.dueNanos, 0);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** One thread that runs its tasks in order. */
    private static final class Worker {
        private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
        private final Thread thread;
        private volatile boolean stopped;

        Worker(String name) {
            thread = daemon("failover-" + name, this::run);
        }

        private void run() {
            while (!stopped) {
                try {
                    tasks.take().run();
                } catch (InterruptedException e) {
                    // Either close, and then the loop ends, or a task left its interrupt behind, which harms no other.
                } catch (Throwable t) { // a task that fails must not end the worker
                    LOG.error("A task of {} failed", thread.getName(), t);
                }
            }
        }
    }
}
