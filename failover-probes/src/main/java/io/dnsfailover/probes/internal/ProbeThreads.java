package io.dnsfailover.probes.internal;

import io.dnsfailover.model.Moment;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door of this module to threads, clocks and random numbers. Its threads are daemons and few. */
public final class ProbeThreads implements ThreadFactory {
    private static final Logger LOG = LoggerFactory.getLogger(ProbeThreads.class);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final AtomicInteger count = new AtomicInteger();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    /** Without threads yet. */
    public ProbeThreads() {}

    @Override
    public Thread newThread(Runnable task) {
        return newThread("io-" + count.incrementAndGet(), task);
    }

    /**
     * A thread that is not yet started.
     *
     * @param role what it does, in a word
     * @param task what it runs
     * @return the thread
     */
    public Thread newThread(String role, Runnable task) {
        Thread thread = new Thread(task, "failover-probe-" + role);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((t, e) -> LOG.warn("thread {} ended", t.getName(), e));
        threads.removeIf(old -> old.getState() == Thread.State.TERMINATED);
        threads.add(thread);
        return thread;
    }

    /**
     * A pool whose threads end when there was nothing to do for a minute.
     *
     * @param role what they do, in a word
     * @param size how many threads at most
     * @param waiting how many tasks may wait; more are rejected
     * @return the pool
     */
    public ExecutorService pool(String role, int size, int waiting) {
        return pool(role, size, new ArrayBlockingQueue<>(waiting));
    }

    /** The same with a queue of its own. */
    ExecutorService pool(String role, int size, BlockingQueue<Runnable> waiting) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(size, size, 1, TimeUnit.MINUTES, waiting, task -> newThread(role, task));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * One thread for deadlines, from the first one on. A deadline that is cancelled leaves nothing behind.
     *
     * @param role what it does, in a word
     * @return the timer
     */
    public ScheduledExecutorService timer(String role) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> newThread(role, task));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /**
     * Waits for the end of all threads; not at all when one of them asks, since they may wait for each other. An
     * interrupt ends the wait and stays set.
     *
     * @param nanos how long at most
     * @return false when one is left
     */
    public boolean join(long nanos) {
        if (threads.contains(Thread.currentThread())) {
            return true;
        }
        long deadline = nanoTime() + nanos;
        for (Thread thread : threads) {
            long left = deadline - nanoTime();
            try {
                thread.join(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            if (thread.isAlive()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The monotonic clock.
     *
     * @return nanoseconds from an arbitrary origin
     */
    public static long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Both clocks.
     *
     * @return this moment
     */
    public static Moment now() {
        return new Moment(nanoTime(), Instant.now());
    }

    /**
     * A number that nobody can guess, for what an answer has to repeat.
     *
     * @return any number
     */
    static long random() {
        return RANDOM.nextLong();
    }
}
