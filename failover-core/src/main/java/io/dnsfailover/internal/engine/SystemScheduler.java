package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop on a thread of its own, and a thread for each worker; all of them daemons. A
 * {@code ScheduledThreadPoolExecutor} would do the same with catch-up bursts, tasks that stop silently after an
 * exception, and a hang around shutdown (docs/decisions.md, "Own timer queue").
 *
 * <p>The timers are the loop's own, without a lock: nearly all are set by its tasks. What is to run as soon as possible, and what
 * other threads schedule, comes through a queue beside them.
 */
public final class SystemScheduler implements Scheduler, Patient {
    private static final Logger LOG = LoggerFactory.getLogger(SystemScheduler.class);
    private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1500);
    /**
     * Timers run in company, in ticks of 4 ms: thousands of checks a second would else wake the loop as often. What is to
     * run as soon as possible does so.
     */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(4);

    private static final int MANY_CANCELLED = 1000;
    private static final Duration LONGEST = Duration.ofDays(36_500); // nanoseconds overflow after 292 years

    private final Queue<Task> arrived = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Task> timers = new PriorityQueue<>(); // loop only
    private final Queue<Task> batch = new ArrayDeque<>(); // loop only: what is due and out of the queues
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger cancelled = new AtomicInteger(); // timers that are, or may be, still in their queue
    private final AtomicBoolean asleep = new AtomicBoolean();
    private volatile long asleepUntil; // while asleep
    private final List<Worker> workers = new ArrayList<>(); // guarded by itself
    private volatile boolean closed; // written with the lock of workers
    private final Thread loop;

    /** Starts the loop. */
    public SystemScheduler() {
        loop = daemon("failover-engine", this::run);
        loop.start();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable action) {
        long wait = nanos(delay);
        Task task = task(wait, action);
        if (closed) {
            return task;
        }
        if (wait > 0 && Thread.currentThread() == loop) {
            timers.add(task);
        } else {
            arrived.add(task);
            wake();
        }
        return task;
    }

    @Override
    public void whenAwake(Runnable action) {
        Task task = task(0, action);
        if (!closed) {
            arrived.add(task);
            // In this order: the loop says until when it sleeps before it does, and looks at what has arrived after it.
            if (asleep.get() && asleepUntil - task.dueNanos > TICK_NANOS) {
                wake();
            }
        }
    }

    private Task task(long wait, Runnable action) {
        return new Task(System.nanoTime(), wait, numbers.getAndIncrement(), action);
    }

    private static long nanos(Duration delay) {
        if (delay.isNegative()) {
            return 0;
        }
        return delay.compareTo(LONGEST) >= 0 ? LONGEST.toNanos() : delay.toNanos();
    }

    private void wake() {
        if (asleep.get() && asleep.compareAndSet(true, false)) {
            LockSupport.unpark(loop);
        }
    }

    /** A timer was called off while it waited, and would stay in the queue until it is due. */
    private void calledOff() {
        if (cancelled.incrementAndGet() % MANY_CANCELLED == 0) {
            wake();
        }
    }

    private void forgetCancelled() {
        int gone = cancelled.get();
        if (gone > MANY_CANCELLED && gone > timers.size() / 2) {
            cancelled.set(0);
            timers.removeIf(Task::isOver);
        }
    }

    private void run() {
        for (Task task = next(); task != null; task = next()) {
            Runnable action = task.take();
            if (action != null) {
                try {
                    action.run();
                } catch (Throwable t) { // a task that fails must not end the loop
                    LOG.error("A task of the engine failed", t);
                }
            }
        }
        timers.clear();
        arrived.clear();
    }

    /** The next task; null when closed. */
    private @Nullable Task next() {
        while (batch.isEmpty() && !closed) {
            forgetCancelled();
            long now = System.nanoTime();
            takeWhatIsDue(now);
            if (batch.isEmpty()) {
                sleep(now);
            }
        }
        return closed ? null : batch.poll();
    }

    /** Takes all that is due at once, in its order: what is scheduled from now on is due after it. */
    private void takeWhatIsDue(long now) {
        for (Task first = arrived.peek();
                first != null && (first.isTimer || first.isDue(now));
                first = arrived.peek()) {
            arrived.remove();
            if (first.isTimer) {
                timers.add(first);
            } else {
                Task bound = first;
                takeTimers(timer -> timer.compareTo(bound) < 0);
                batch.add(first);
            }
        }
        takeTimers(timer -> timer.isDue(now));
    }

    private void takeTimers(Predicate<Task> isNext) {
        for (Task first = timers.peek(); first != null && isNext.test(first); first = timers.peek()) {
            timers.remove();
            if (!first.isOver()) {
                batch.add(first);
            } else if (cancelled.get() > 0) {
                cancelled.decrementAndGet();
            }
        }
    }

    /** Until a tick after the next timer is due, or something arrives. */
    private void sleep(long now) {
        Task first = timers.peek();
        asleepUntil = first == null
                ? now + LONGEST.toNanos()
                : first.dueNanos + TICK_NANOS - Math.floorMod(first.dueNanos, TICK_NANOS);
        asleep.set(true);
        if (arrived.isEmpty() && !closed) {
            LockSupport.parkNanos(this, asleepUntil - now);
        }
        asleep.set(false);
        if (Thread.interrupted()) { // a probe or listener of the host left it set: only close ends the loop
            LOG.warn("A task of the engine left its thread interrupted, which is ignored");
        }
    }

    @Override
    public Executor worker(String name) {
        Worker worker = new Worker(name);
        synchronized (workers) {
            if (closed) {
                return task -> {};
            }
            workers.add(worker);
        }
        worker.start();
        return worker;
    }

    @Override
    public void close() {
        List<Thread> ending = new ArrayList<>();
        synchronized (workers) {
            closed = true;
            LockSupport.unpark(loop);
            for (Worker worker : workers) {
                worker.stop();
                ending.add(worker.thread());
            }
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

    static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    /** A task in a queue; without its action once it ran or was called off. */
    private final class Task implements Cancellable, Comparable<Task> {
        private static final AtomicReferenceFieldUpdater<Task, @Nullable Runnable> ACTION =
                AtomicReferenceFieldUpdater.newUpdater(Task.class, Runnable.class, "action");

        private final long dueNanos;
        private final long number;
        private final boolean isTimer;
        private volatile @Nullable Runnable action;

        Task(long now, long wait, long number, Runnable action) {
            this.dueNanos = now + wait;
            this.number = number;
            this.isTimer = wait > 0;
            this.action = action;
        }

        @Nullable
        Runnable take() {
            return ACTION.getAndSet(this, null);
        }

        @Override
        public void cancel() {
            if (action != null && take() != null && isTimer) {
                calledOff();
            }
        }

        boolean isOver() {
            return action == null;
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
}
