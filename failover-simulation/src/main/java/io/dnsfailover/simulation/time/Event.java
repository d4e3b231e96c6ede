package io.dnsfailover.simulation.time;

import io.dnsfailover.spi.Cancellable;
import org.jspecify.annotations.Nullable;

/** Something that will happen at one point of the time line: of the world, or as a task of a process. */
public final class Event implements Cancellable {
    final @Nullable SimulatedProcess process;
    final @Nullable Note note;
    long dueNanos;
    long number;
    long dueLocally;
    private @Nullable Runnable task;

    Event(@Nullable SimulatedProcess process, @Nullable Note note, Runnable task) {
        this.process = process;
        this.note = note;
        this.task = task;
    }

    /** The process whose task this is; null for the world itself. */
    public @Nullable SimulatedProcess process() {
        return process;
    }

    /** What the task brings to the engine; null when that is nothing that a rule must know of. */
    public @Nullable Note note() {
        return note;
    }

    @Override
    public void cancel() {
        if (task != null) {
            task = null;
            if (process != null) {
                process.ended();
            }
        }
    }

    boolean isCancelled() {
        return task == null;
    }

    Runnable take() {
        Runnable taken = task;
        if (taken == null) {
            throw new IllegalStateException("the event is over already");
        }
        task = null;
        return taken;
    }
}
