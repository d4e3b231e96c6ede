package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
    private static final Duration LONGEST = Duration.ofDays(36_500); // nanoseconds overflow after 292 years

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Task> queue = // guarded by lock
            new PriorityQueue<>(
                    Comparator.<Task>comparingLong(task -> task.dueNanos).thenComparingLong(task -> task.number));
    private final List<Worker> workers = new ArrayList<>(); // guarded by lock
    private long number; // guarded by lock
    private int cancelled; // guarded by lock
    private boolean closed; // guarded by lock
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
                if (queue.peek() == task) {
                    changed.signal();
                }
            }
            return () -> cancel(task);
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

    private void cancel(Task task) {
        lock.lock();
        try {
            if (task.action == null) {
                return;
            }
            task.action = null;
            cancelled++;
            if (cancelled > 1000 && cancelled > queue.size() / 2) {
                queue.removeIf(waiting -> waiting.action == null);
                cancelled = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Runnable action = next(); action != null; action = next()) {
            try {
                action.run();
            } catch (Throwable t) { // a task that fails must not end the loop
                LOG.error("A task of the engine failed", t);
            }
        }
    }

    /** Waits for the next task; null when closed. */
    private @Nullable Runnable next() {
        lock.lock();
        try {
            while (!closed) {
                Task first = queue.peek();
                long wait = first == null ? Long.MAX_VALUE : first.dueNanos - System.nanoTime();
                if (first != null && (wait <= 0 || first.action == null)) {
                    queue.remove();
                    Runnable action = first.action;
                    first.action = null;
                    if (action != null) {
                        return action;
                    }
                    cancelled = Math.max(0, cancelled - 1);
                } else {
                    try {
                        changed.awaitNanos(wait);
                    } catch (InterruptedException e) {
                        // A probe or listener of the host left it set: only close ends the loop.
                        LOG.warn("A task of the engine left its thread interrupted, which is ignored");
                    }
                }
            }
            return null;
        } finally {
            lock.unlock();
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
    private static final class Task {
        private final long dueNanos;
        private final long number;
        private @Nullable Runnable action; // guarded by lock

        Task(long dueNanos, long number, Runnable action) {
            this.dueNanos = dueNanos;
            this.number = number;
            this.action = action;
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
