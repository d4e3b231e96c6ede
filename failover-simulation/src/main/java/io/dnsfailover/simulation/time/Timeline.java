package io.dnsfailover.simulation.time;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The true time of a world, which no machine in it can read, and everything that is still to happen. What is due at the same time happens
 * in the order in which it was put in. A binary heap, because nothing else is on the way of every event.
 */
public final class Timeline {
    private @Nullable Event[] heap = new Event[256];
    private int size;
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
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >>> 1;
            Event above = entry(parent);
            if (isBefore(above, event)) {
                break;
            }
            heap[at] = above;
            at = parent;
        }
        heap[at] = event;
    }

    /**
     * Lets the next thing happen.
     *
     * @param untilNanos the time that must not be passed
     * @return what happened; null when nothing does until then, and it is that time now
     */
    public @Nullable Event step(long untilNanos) {
        while (size > 0) {
            Event next = entry(0);
            if (next.dueNanos > untilNanos) {
                break;
            }
            removeFirst();
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

    private void removeFirst() {
        Event last = entry(--size);
        heap[size] = null;
        if (size == 0) {
            return;
        }
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(entry(child + 1), entry(child))) {
                child++;
            }
            Event below = entry(child);
            if (isBefore(last, below)) {
                break;
            }
            heap[at] = below;
            at = child;
        }
        heap[at] = last;
    }

    private Event entry(int at) {
        Event event = heap[at];
        if (event == null) {
            throw new IllegalStateException("the heap has a hole at " + at);
        }
        return event;
    }

    private static boolean isBefore(Event one, Event other) {
        return one.dueNanos != other.dueNanos ? one.dueNanos < other.dueNanos : one.number < other.number;
    }
}
