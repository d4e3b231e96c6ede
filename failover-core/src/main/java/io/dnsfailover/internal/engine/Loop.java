package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Moment;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of the three doors: time, timers and randomness. Everything that runs through here runs on the
 * loop, and nothing does once the engine is closed.
 */
final class Loop {
    private final TimeSource time;
    private final Scheduler scheduler;
    private final @Nullable Patient patient; // null where the scheduler is not
    private final SplittableRandom random; // engine loop only
    private @Nullable Moment present; // engine loop only; while a task runs
    private volatile boolean closed;

    Loop(TimeSource time, Scheduler scheduler, long seed) {
        this.time = time;
        this.scheduler = scheduler;
        this.patient = scheduler instanceof Patient found ? found : null;
        this.random = new SplittableRandom(seed);
    }

    /**
     * When the present task began: the clocks stand still for a task, so that all that it does happens at one moment, and a
     * replay needs only that.
     */
    Moment now() {
        Moment standing = present;
        return standing != null ? standing : time.now();
    }

    long nanoTime() {
        return now().nanos();
    }

    /** Runs a task on the loop as soon as possible. Safe from any thread. */
    void post(Runnable task) {
        after(0, task);
    }

    /**
     * The same for what nobody waits for: where the scheduler can, it is taken in together with the next timer, a few milliseconds
     * later at most.
     */
    void postPatiently(Runnable task) {
        if (patient == null) {
            post(task);
        } else if (!closed) {
            patient.whenAwake(() -> run(task));
        }
    }

    /** Runs a task on the loop; drops it when the engine is closed. Safe from any thread. */
    Cancellable after(long delayNanos, Runnable task) {
        if (closed) {
            return () -> {};
        }
        return scheduler.schedule(Duration.ofNanos(Math.max(0, delayNanos)), () -> run(task));
    }

    private void run(Runnable task) {
        if (closed) {
            return;
        }
        present = time.now();
        try {
            task.run();
        } finally {
            present = null;
        }
    }

    Executor worker(String name) {
        return scheduler.worker(name);
    }

    /** A random part of a time, for spreading. */
    long part(long nanos) {
        return nanos <= 0 ? 0 : random.nextLong(nanos);
    }

    /** A time moved by up to a share of itself, either way. */
    long jittered(long nanos, double share) {
        return nanos + (long) (nanos * share * (random.nextDouble() * 2 - 1));
    }

    /** The pause before another attempt: doubles from 500 ms up to a limit, moved by up to a half. */
    long backOff(int attempt, Duration limit) {
        long base = Duration.ofMillis(500).toNanos() << Math.min(attempt - 1, 16);
        return jittered(Math.min(base, limit.toNanos()), 0.5);
    }

    boolean isClosed() {
        return closed;
    }

    void close() {
        closed = true;
    }
}
