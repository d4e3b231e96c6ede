package io.dnsfailover.dns.internal;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Timers on a thread of their own, and workers whose threads come with work and go without; all of them daemons. */
public final class DnsScheduler implements Scheduler {
    private static final Logger LOG = LoggerFactory.getLogger(DnsScheduler.class);
    private static final Duration CLOSE = Duration.ofMillis(1500);
    private static final Duration LONGEST = Duration.ofDays(36_500); // nanoseconds overflow after 292 years

    private final String prefix;
    private final DelayQueue<Task> queue = new DelayQueue<>();
    private final AtomicLong count = new AtomicLong();
    private final List<ExecutorService> workers = new ArrayList<>(); // guarded by this
    private final Thread loop;
    private volatile boolean closed; // written under the lock of this

    /**
     * Starts the timers.
     *
     * @param prefix what the names of the threads begin with
     */
    public DnsScheduler(String prefix) {
        this.prefix = prefix;
        this.loop = DnsThreads.start(prefix, this::run);
    }

    private void run() {
        while (!closed) {
            try {
                Task next = queue.take();
                if (!closed) {
                    guarded(next.action).run();
                }
            } catch (InterruptedException e) {
                // Either close, and then the loop ends, or a task left its interrupt behind, which harms no other.
            }
        }
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (Throwable t) { // a task that fails must harm no other
                LOG.error("A task of {} failed", Thread.currentThread().getName(), t);
            }
        };
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable action) {
        Duration waits = delay.isNegative() ? Duration.ZERO : delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
        Task task = new Task(DnsThreads.nanoTime() + waits.toNanos(), count.incrementAndGet(), action);
        if (!closed) {
            queue.add(task);
        }
        return () -> queue.remove(task);
    }

    @Override
    public synchronized Executor worker(String name) {
        if (closed) {
            return task -> {};
        }
        ExecutorService worker = DnsThreads.serial(prefix + "-" + name);
        workers.add(worker);
        return task -> worker.execute(guarded(task));
    }

    @Override
    public void close() {
        List<ExecutorService> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(workers);
        }
        queue.clear();
        loop.interrupt();
        ending.forEach(ExecutorService::shutdownNow);
        long end = DnsThreads.nanoTime() + CLOSE.toNanos();
        DnsThreads.join(CLOSE, loop);
        for (ExecutorService worker : ending) {
            try {
                if (!worker.awaitTermination(Math.max(0, end - DnsThreads.nanoTime()), TimeUnit.NANOSECONDS)) {
                    LOG.warn("A thread of {} does not heed its interrupt and is left behind", prefix);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /**
     * A task in the queue; equal to no other.
     *
     * @param dueNanos when it is due
     * @param number the order of those that are due at the same time
     * @param action what to run
     */
    private record Task(long dueNanos, long number, Runnable action) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - DnsThreads.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            Task task = (Task) other;
            int byTime = Long.compare(dueNanos - task.dueNanos, 0);
            return byTime != 0 ? byTime : Long.compare(number, task.number);
        }
    }
}
