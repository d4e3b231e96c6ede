package io.dnsfailover.internal.engine;

import io.dnsfailover.spi.Cancellable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * See to it that no check outlives its deadline by much. Nearly all end long before: those with the same time to end in stand in
 * one line, with one timer for the first of it, and who has ended leaves the line without a timer of its own to call off. On the
 * engine loop only.
 */
final class Watchdogs {
    /** What is watched. */
    interface Watched {
        boolean isOver();

        /** Called once, when the time is up and it is not over. */
        void overdue();
    }

    private record Waiting(Watched what, long dueNanos) {}

    /** All that have the same time to end in. */
    final class Line {
        private final long patienceNanos;
        private final Deque<Waiting> waiting = new ArrayDeque<>();
        private @Nullable Cancellable timer;

        private Line(long patienceNanos) {
            this.patienceNanos = patienceNanos;
        }

        /** Watches from now on. */
        void watch(Watched what) {
            dropOver();
            waiting.add(new Waiting(what, loop.nanoTime() + patienceNanos));
            if (timer == null) {
                awaitFirst();
            }
        }

        /** Something ended for good: with nothing left to watch there is nothing to wait for. */
        void relax() {
            dropOver();
            if (timer != null && waiting.isEmpty()) {
                timer.cancel();
                awaitFirst();
            }
        }

        private void dropOver() {
            for (Waiting first = waiting.peek(); first != null && first.what.isOver(); first = waiting.peek()) {
                waiting.remove();
            }
        }

        private void awaitFirst() {
            Waiting first = waiting.peek();
            if (first == null) {
                timer = null;
                lines.remove(patienceNanos, this);
            } else {
                timer = loop.after(first.dueNanos - loop.nanoTime(), () -> look(first.dueNanos));
            }
        }

        /**
         * Looks at the time that it was set for, however late it is: what ended in time and waits for the loop comes before the
         * next deadline.
         */
        private void look(long dueNanos) {
            try {
                dropOver();
                for (Waiting first = waiting.peek();
                        first != null && first.dueNanos - dueNanos <= 0;
                        first = waiting.peek()) {
                    waiting.remove();
                    first.what.overdue();
                    dropOver();
                }
            } finally {
                awaitFirst();
            }
        }
    }

    private final Loop loop;
    private final Map<Long, Line> lines = new HashMap<>();

    Watchdogs(Loop loop) {
        this.loop = loop;
    }

    /** The line of those that must end in this time. */
    Line line(long patienceNanos) {
        return lines.computeIfAbsent(patienceNanos, Line::new);
    }
}
