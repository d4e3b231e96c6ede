package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Cancellable;
import org.jspecify.annotations.Nullable;

/** A timer that runs one task at a time: setting it again calls off what it was set to. On the engine loop only. */
final class LoopTimer {
    private final Loop loop;
    private @Nullable Cancellable running;

    LoopTimer(Loop loop) {
        this.loop = loop;
    }

    /** Runs a task after a time; one that has passed is no time. */
    void set(long delayNanos, Runnable task) {
        cancel();
        running = loop.after(delayNanos, () -> {
            running = null;
            task.run();
        });
    }

    /** Whether a task waits. */
    boolean isSet() {
        return running != null;
    }

    /** Calls off what waits, if anything does. */
    void cancel() {
        if (running != null) {
            running.cancel();
            running = null;
        }
    }
}
