package io.dnsfailover.notify.internal;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A loop on a thread of its own, and a thread for each worker that is busy; all of them daemons. */
public final class NotifyScheduler implements Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(NotifyScheduler.class);
    private static final long CLOSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);
    private static final Duration LONGEST = Duration.ofDays(36_500); // nanoseconds overflow after 292 years

    private final ScheduledExecutorService loop = new NotifyThreads().timers();
    private final List<ExecutorService> workers = new ArrayList<>(); // guarded by this
    private boolean closed; // guarded by this

    /** A scheduler; its threads start with the first task. */
    public NotifyScheduler() {}

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        Duration wait = delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        try {
            Future<?> waiting = loop.schedule(() -> run(task), Math.max(0, wait.toNanos()), TimeUnit.NANOSECONDS);
            return () -> waiting.cancel(false);
        } catch (RejectedExecutionException e) {
            return () -> {}; // closed
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable t) { // a task that fails must harm no other
            LOG.error("A task of the notifications failed", t);
        } finally {
            Thread.interrupted(); // one that leaves its interrupt behind neither
        }
    }

    @Override
    public synchronized Executor worker(String name) {
        if (closed) {
            return task -> {};
        }
        ExecutorService worker = NotifyThreads.serial();
        workers.add(worker);
        return task -> {
            try {
                worker.execute(() -> run(task));
            } catch (RejectedExecutionException e) {
                LOG.debug("a task of {} came after the end", name);
            }
        };
    }

    @Override
    public void close() {
        List<ExecutorService> ending = new ArrayList<>();
        synchronized (this) {
            closed = true;
            ending.addAll(workers);
        }
        ending.add(loop);
        ending.forEach(ExecutorService::shutdownNow);
        long deadline = NotifyThreads.nanoTime() + CLOSE_NANOS;
        boolean interrupted = false;
        for (ExecutorService each : ending) {
            try {
                if (!each.awaitTermination(deadline - NotifyThreads.nanoTime(), TimeUnit.NANOSECONDS)) {
                    LOG.warn("a thread of the notifications does not heed its interrupt and is left behind");
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
