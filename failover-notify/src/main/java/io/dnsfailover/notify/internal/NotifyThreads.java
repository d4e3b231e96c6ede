package io.dnsfailover.notify.internal;

import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one door of this module to threads and clocks. Its threads are daemons and few. */
public final class NotifyThreads implements ThreadFactory {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyThreads.class);
    private static final int IDLE_SECONDS = 10;

    private final AtomicInteger count = new AtomicInteger();

    /** Without threads yet. */
    public NotifyThreads() {}

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, "failover-notify-" + count.incrementAndGet());
        thread.setDaemon(true);
        // Mail finds its parts through the class loader of the thread; that of whoever happens to call may not know
        // them.
        thread.setContextClassLoader(NotifyThreads.class.getClassLoader());
        thread.setUncaughtExceptionHandler((t, e) -> LOG.warn("thread {} ended", t.getName(), e));
        return thread;
    }

    /**
     * A pool that starts a thread for each task and keeps it for {@value #IDLE_SECONDS} s.
     *
     * @param size how many threads at most; a task that finds none free is rejected
     * @return the pool
     */
    ExecutorService pool(int size) {
        return new ThreadPoolExecutor(0, size, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this);
    }

    /**
     * One thread for timers, which starts with the first task.
     *
     * @return the timers; a task that is called off is forgotten at once
     */
    ScheduledExecutorService timers() {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1, this);
        timers.setRemoveOnCancelPolicy(true);
        timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return timers;
    }

    /**
     * A thread that runs its tasks one after another.
     *
     * @return the worker
     */
    static ExecutorService serial() {
        return new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), new NotifyThreads());
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
     * The wall clock.
     *
     * @return the clock of the machine
     */
    public static InstantSource wallClock() {
        return InstantSource.system();
    }
}
