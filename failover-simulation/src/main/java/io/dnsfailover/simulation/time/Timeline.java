package io.dnsfailover.simulation.time;

import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The true time of a world, which no machine in it can read, and everything that is still to happen. What is due at the same time happens
 * in the order in which it was put in.
 */
public final class Timeline {
    private final PriorityQueue<Event> waiting = new PriorityQueue<>(Timeline::compare);
    private long nowNanos;
    private long numbered;
    private long happened;

    /** A time line that begins at zero, with nothing on it. */
    public Timeline() {}

    /** The true time, in nanoseconds since the world began. */
    public long nowNanos() {
        return nowNanos;
    }

    /** How many events have happened. */
    public long happened() {
        return happened;
    }

    /** Puts something on the line; what is due in the past happens next. */
    public Event at(long nanos, Runnable task) {
        Event event = new Event(null, null, task);
        put(event, nanos);
        return event;
    }

    /** Puts something on the line, so long from now. */
    public Event after(long nanos, Runnable task) {
        return at(nowNanos + nanos, task);
    }

    /** Sets numbers aside for what will be put in later, and must come before what is put in from now on. */
    long reserve(int numbers) {
        long first = numbered;
        numbered += numbers;
        return first;
    }

    void put(Event event, long nanos) {
        put(event, nanos, numbered++);
    }

    void put(Event event, long nanos, long number) {
        event.dueNanos = Math.max(nanos, nowNanos);
        event.number = number;
        waiting.add(event);
    }

    /**
     * Lets the next thing happen.
     *
     * @param untilNanos the time that must not be passed
     * @return what happened; null when nothing does until then, and it is that time now
     */
    public @Nullable Event step(long untilNanos) {
        while (!waiting.isEmpty() && waiting.element().dueNanos <= untilNanos) {
            Event next = waiting.remove();
            if (next.isCancelled()) {
                continue;
            }
            nowNanos = next.dueNanos;
            if (next.process == null) {
                happened++;
                next.take().run();
                return next;
            }
            if (next.process.run(next)) {
                happened++;
                return next;
            }
        }
        nowNanos = Math.max(nowNanos, untilNanos);
        return null;
    }

    private static int compare(Event one, Event other) {
        int byTime = Long.compare(one.dueNanos, other.dueNanos);
        return byTime != 0 ? byTime : Long.compare(one.number, other.number);
    }
}
