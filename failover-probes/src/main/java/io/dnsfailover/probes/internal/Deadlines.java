package io.dnsfailover.probes.internal;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A heap of deadlines in which a cancelled one leaves nothing behind: most checks end long before their deadline, and
 * a heap that kept them would hold a timeout's worth of finished checks. Loop thread only.
 */
final class Deadlines {
    /** One deadline. */
    static final class Deadline {
        private final long at;
        private final LongConsumer task;
        private int index;

        private Deadline(long at, LongConsumer task) {
            this.at = at;
            this.task = task;
        }
    }

    private static final int GONE = -1;

    private @Nullable Deadline[] heap = new Deadline[64];
    private int size;

    /**
     * Adds a deadline.
     *
     * @param at when, by the monotonic clock
     * @param task what to run then; is told by how many nanoseconds it is late
     */
    Deadline add(long at, LongConsumer task) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        Deadline added = new Deadline(at, task);
        up(size++, added);
        return added;
    }

    /** Does nothing to one that has run or was removed. */
    void remove(Deadline gone) {
        int hole = gone.index;
        if (hole == GONE) {
            return;
        }
        gone.index = GONE;
        Deadline last = at(--size);
        heap[size] = null;
        if (hole < size) {
            down(hole, last);
            if (heap[hole] == last) {
                up(hole, last);
            }
        }
    }

    /** Nanoseconds until the next deadline; negative when it has passed, {@code Long.MAX_VALUE} without one. */
    long untilNext(long now) {
        return size == 0 ? Long.MAX_VALUE : at(0).at - now;
    }

    /** Runs everything that is due. */
    void run(long now) {
        while (size > 0 && at(0).at - now <= 0) {
            Deadline due = at(0);
            remove(due);
            due.task.accept(now - due.at);
        }
    }

    int size() {
        return size;
    }

    private void up(int hole, Deadline moved) {
        int i = hole;
        while (i > 0) {
            int parent = (i - 1) / 2;
            if (moved.at - at(parent).at >= 0) {
                break;
            }
            put(i, at(parent));
            i = parent;
        }
        put(i, moved);
    }

    private void down(int hole, Deadline moved) {
        int i = hole;
        while (2 * i + 1 < size) {
            int child = 2 * i + 1;
            if (child + 1 < size && at(child + 1).at - at(child).at < 0) {
                child++;
            }
            if (moved.at - at(child).at <= 0) {
                break;
            }
            put(i, at(child));
            i = child;
        }
        put(i, moved);
    }

    private void put(int i, Deadline deadline) {
        heap[i] = deadline;
        deadline.index = i;
    }

    private Deadline at(int i) {
        Deadline deadline = heap[i];
        if (deadline == null) {
            throw new IllegalStateException("hole in the heap at " + i);
        }
        return deadline;
    }
}
