package io.dnsfailover.testkit.backtest;

import java.time.Duration;

/**
 * A stretch of the time line.
 *
 * @param from its beginning, in nanoseconds since the beginning of the journal
 * @param to its end, likewise; not part of it
 */
record Span(long from, long to) {
    boolean holds(long nanos) {
        return from <= nanos && nanos < to;
    }

    Duration length() {
        return Duration.ofNanos(to - from);
    }
}
