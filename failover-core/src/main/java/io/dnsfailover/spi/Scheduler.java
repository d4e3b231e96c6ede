package io.dnsfailover.spi;

import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * The one door to timers and threads: an engine loop that runs one task at a time, and workers for what may
 * block.
 */
public interface Scheduler extends AutoCloseable {
    /**
     * Runs a task on the loop. Tasks run one at a time, in the order in which they fall due; those due at the same
     * time run in the order in which they were scheduled. A task that throws is logged and harms no other.
     *
     * @param delay how long from now; zero or negative means as soon as possible
     * @param task what to run; must not block
     * @return a handle to call it off. Safe from any thread; after {@link #close()} the task is dropped
     */
    Cancellable schedule(Duration delay, Runnable task);

    /**
     * A serial executor for blocking work: its tasks run one after another, never on the loop.
     *
     * @param name what to call the thread
     * @return an executor of its own; {@link #close()} interrupts what it runs and drops what waits
     */
    Executor worker(String name);

    /**
     * Ends the loop and all workers. Returns when their threads have ended, after 2 s at most; idempotent.
     */
    @Override
    void close();
}
