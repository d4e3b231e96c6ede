package io.dnsfailover.simulation.time;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One process on a machine: its doors to time and threads. It can be stopped and continued, and killed at any event; what it had still to do
 * dies with it.
 */
public final class SimulatedProcess implements TimeSource, Scheduler {
    private static final int MOST_HELD = 10_000_000;

    private final Timeline timeline;
    private final SimulatedHost host;
    private final ToLongFunction<String> workTakes;
    private final Consumer<Throwable> onThrow;
    private final List<Event> held = new ArrayList<>();
    private @Nullable Note noteOfNext;
    private long notBefore = Long.MIN_VALUE;
    private int pending;
    private int mostPending;
    private int workers;
    private int stops;
    private long numberOfHeld;
    private boolean dead;

    /**
     * A process that runs.
     *
     * @param timeline the true time
     * @param host the machine
     * @param workTakes how long the next task of a worker takes, in nanoseconds
     * @param onThrow hears of a task that threw: the process goes on, as the contract of a scheduler says
     */
    public SimulatedProcess(
            Timeline timeline, SimulatedHost host, ToLongFunction<String> workTakes, Consumer<Throwable> onThrow) {
        this.timeline = timeline;
        this.host = host;
        this.workTakes = workTakes;
        this.onThrow = onThrow;
    }

    @Override
    public long nanoTime() {
        return Math.max(notBefore, host.monotonicNanos());
    }

    @Override
    public Instant instant() {
        return host.wall();
    }

    @Override
    public Cancellable schedule(Duration delay, Runnable task) {
        return scheduleAt(nanoTime() + Math.max(0, delay.toNanos()), task);
    }

    @Override
    public Executor worker(String name) {
        workers++;
        long[] busyUntil = {Long.MIN_VALUE};
        return task -> {
            busyUntil[0] = Math.max(nanoTime(), busyUntil[0]) + workTakes.applyAsLong(name);
            scheduleAt(busyUntil[0], task);
        };
    }

    private Event scheduleAt(long dueLocally, Runnable task) {
        Event event = new Event(this, noteOfNext, task);
        noteOfNext = null;
        if (dead) {
            return event;
        }
        event.dueLocally = dueLocally;
        mostPending = Math.max(mostPending, ++pending);
        timeline.put(event, host.trueNanosAt(dueLocally));
        return event;
    }

    /** Runs a call that hands something to the engine; the task that the call schedules carries the note. */
    public void noting(Note note, Runnable call) {
        noteOfNext = note;
        try {
            call.run();
        } finally {
            noteOfNext = null;
        }
    }

    boolean run(Event event) {
        if (dead) {
            return false;
        }
        if (stops > 0) {
            held.add(event);
            return false;
        }
        if (nanoTime() < event.dueLocally) { // the machine slept in between
            timeline.put(event, host.trueNanosAt(event.dueLocally));
            return false;
        }
        pending--;
        notBefore = Math.max(notBefore, event.dueLocally);
        try {
            if (event.note != null) {
                event.note.take();
            }
            event.take().run();
        } catch (Throwable thrown) { // a task that throws is reported, and harms no other
            onThrow.accept(thrown);
        }
        return true;
    }

    void ended() {
        pending--;
    }

    /** How many tasks wait for their time. */
    public int pending() {
        return pending;
    }

    /** The most tasks that ever waited at the same time. */
    public int mostPending() {
        return mostPending;
    }

    /** How many workers were asked for. */
    public int workers() {
        return workers;
    }

    /** Stops the process, as a signal or a long collection of garbage does. Nothing runs until it was let go on as often. */
    public void stop() {
        if (stops++ == 0) {
            numberOfHeld = timeline.reserve(MOST_HELD);
        }
    }

    /** Lets the process go on; what fell due meanwhile runs now, in order. */
    public void goOn() {
        if (--stops > 0) {
            return;
        }
        List<Event> late = new ArrayList<>(held);
        held.clear();
        for (Event event : late) {
            if (!event.isCancelled()) {
                timeline.put(event, timeline.nowNanos(), numberOfHeld++);
            }
        }
    }

    /** Ends the process at once, without a chance to say anything. */
    public void kill() {
        dead = true;
        held.clear();
    }

    /** Whether the process was killed or has ended. */
    public boolean isDead() {
        return dead;
    }

    /** Whether the process exists and is not stopped. */
    public boolean isRunning() {
        return !dead && stops == 0;
    }

    @Override
    public void close() {
        kill();
    }
}
