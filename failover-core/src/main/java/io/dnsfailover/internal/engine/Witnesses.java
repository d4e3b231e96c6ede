package io.dnsfailover.internal.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which networks a location reached last, and the failed checks that wait for something in another network to have answered in the
 * meantime. Remembers two networks only: whatever network asks, one of the two is another. On the engine loop only.
 */
final class Witnesses {
    /** A failed check that waits. */
    private record Waiting(Network network, long fromNanos, long untilNanos, Runnable credited) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private @Nullable Network last;
    private @Nullable Network before;
    private long lastNanos;
    private long beforeNanos;

    /** Something in a network answered a check that began at that time. */
    void answered(Network network, long fromNanos) {
        if (network == last) {
            lastNanos = Math.max(lastNanos, fromNanos);
        } else if (last == null || fromNanos >= lastNanos) {
            before = last;
            beforeNanos = lastNanos;
            last = network;
            lastNanos = fromNanos;
        } else if (network == before) {
            beforeNanos = Math.max(beforeNanos, fromNanos);
        } else if (before == null || fromNanos > beforeNanos) {
            before = network;
            beforeNanos = fromNanos;
        }
    }

    /** Whether a check in another network that began at that time or later was answered. */
    boolean answeredOutside(Network network, long fromNanos) {
        if (last != null && last != network) {
            return lastNanos >= fromNanos;
        }
        return before != null && beforeNanos >= fromNanos;
    }

    /** Lets a failed check wait for an answer to another one that began at {@code fromNanos} or later, and comes by {@code untilNanos}. */
    void await(Network network, long fromNanos, long untilNanos, Runnable credited) {
        Waiting first = waiting.peek();
        while (first != null
                && fromNanos > first.untilNanos()) { // where nothing answers at all, nothing else clears them away
            waiting.remove();
            first = waiting.peek();
        }
        waiting.add(new Waiting(network, fromNanos, untilNanos, credited));
    }

    /** Hands over what has its witness now, and drops what has waited too long. */
    void credit(long nowNanos, Consumer<Runnable> run) {
        for (int left = waiting.size(); left > 0; left--) {
            Waiting next = waiting.remove();
            if (nowNanos > next.untilNanos()) {
                continue;
            }
            if (answeredOutside(next.network(), next.fromNanos())) {
                run.accept(next.credited());
            } else {
                waiting.add(next);
            }
        }
    }

    /** How many wait, or have waited too long and are not dropped yet. */
    int waiting() {
        return waiting.size();
    }

    /** Drops everything that waits. */
    void dropAll() {
        waiting.clear();
    }
}
