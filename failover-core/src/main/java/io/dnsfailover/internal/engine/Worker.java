package io.dnsfailover.internal.engine;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread of a {@link SystemScheduler} that runs its tasks in order. */
final class Worker implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(SystemScheduler.class);

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean stopped;

    Worker(String name) {
        thread = SystemScheduler.daemon("failover-" + name, this::run);
    }

    Thread thread() {
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    void start() {
        thread.start();
    }

    /** Interrupts what runs, and drops what waits. */
    void stop() {
        stopped = true;
        thread.interrupt();
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
