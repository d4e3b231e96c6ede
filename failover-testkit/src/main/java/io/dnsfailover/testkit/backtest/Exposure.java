package io.dnsfailover.testkit.backtest;

/**
 * What an answer costs clients that keep it for its time to live. The clients are a crowd whose caches run out evenly spread
 * over time: of those that use an answer at some time, one that was given out from {@code a} to {@code b}, each fetched it within
 * the time to live before. So the share that uses it rises over one time to live after {@code a}, and falls over one after
 * {@code b}. Pure.
 */
final class Exposure {
    private static final double NANOS = 1e9;

    private Exposure() {}

    /**
     * The seconds for which the average client uses an answer during a span of time: the share of clients that use it, added
     * up over the span. Exact: the share is made of straight lines.
     */
    static double seconds(Span given, long ttlNanos, Span during) {
        double ttl = ttlNanos / NANOS;
        return (area(during.to(), given, ttlNanos) - area(during.from(), given, ttlNanos)) / ttl;
    }

    /** The time from the first use of an answer by any client to the last, as far as it lies in a span; null for none. */
    static Span longest(Span given, long ttlNanos, Span during) {
        long from = Math.max(given.from(), during.from());
        long last = given.to() == Long.MAX_VALUE ? Long.MAX_VALUE : given.to() + ttlNanos;
        return new Span(from, Math.max(from, Math.min(last, during.to())));
    }

    /** The integral, up to a time, of how much of the time to live before it lies in the span in which the answer is given. */
    private static double area(long until, Span given, long ttlNanos) {
        double ends = given.to() == Long.MAX_VALUE
                ? 0
                : -halfSquare(until - given.to()) + halfSquare(until - given.to() - ttlNanos);
        return halfSquare(until - given.from()) - halfSquare(until - given.from() - ttlNanos) + ends;
    }

    private static double halfSquare(long nanos) {
        double seconds = Math.max(0, nanos) / NANOS;
        return seconds * seconds / 2;
    }
}
