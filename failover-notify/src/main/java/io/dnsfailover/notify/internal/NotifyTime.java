package io.dnsfailover.notify.internal;

import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Clock and timers of what runs beside deliveries: those of the machine, or those that a test brings. Safe from any thread. */
public interface NotifyTime extends AutoCloseable {
    /**
     * Both clocks.
     *
     * @return the present moment
     */
    Moment now();

    /**
     * Runs a task later.
     *
     * @param delay how long from now
     * @param task must not block
     * @return calls it off; after {@link #close()} the task is dropped
     */
    Cancellable after(Duration delay, Runnable task);

    /** Drops all tasks and ends the thread. Idempotent. */
    @Override
    void close();

    /**
     * The clocks of the machine, and one thread for timers.
     *
     * @return to close after use
     */
    static NotifyTime ofTheMachine() {
        ScheduledExecutorService timers = new NotifyThreads().timers();
        return new NotifyTime() {
            @Override
            public Moment now() {
                return new Moment(
                        NotifyThreads.nanoTime(), NotifyThreads.wallClock().instant());
            }

            @Override
            public Cancellable after(Duration delay, Runnable task) {
                try {
                    ScheduledFuture<?> timer = timers.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                    return () -> timer.cancel(false);
                } catch (RejectedExecutionException e) {
                    return () -> {};
                }
            }

            @Override
            public void close() {
                timers.shutdownNow();
            }
        };
    }

    /**
     * Clocks and timers of somebody else, which are not closed here.
     *
     * @param clocks the clocks
     * @param timers the timers
     * @return the same as one
     */
    static NotifyTime of(TimeSource clocks, Scheduler timers) {
        return new NotifyTime() {
            @Override
            public Moment now() {
                return clocks.now();
            }

            @Override
            public Cancellable after(Duration delay, Runnable task) {
                return timers.schedule(delay, task);
            }

            @Override
            public void close() {
                // They belong to somebody else.
            }
        };
    }
}
