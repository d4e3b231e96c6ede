package io.dnsfailover.notify.timeline;

import io.dnsfailover.model.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * From moments to pixels. Distances are of the monotonic clock; the wall clock of the first moment names the times, so that a step of
 * the wall clock does not tear the picture apart.
 *
 * @param first the left edge
 * @param span how long the whole is, in nanoseconds, more than 0
 * @param left where the left edge lies, in pixels
 * @param width how wide the whole is, in pixels
 */
record TimeScale(Moment first, long span, double left, double width) {
    private static final int MAX_TICKS = 6;
    private static final List<Duration> STEPS = List.of(
            Duration.ofMillis(100),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofDays(1),
            Duration.ofDays(7));

    double x(Moment at) {
        return left + width * (at.nanos() - first.nanos()) / span;
    }

    /** Round times on the axis, a handful. */
    List<Moment> ticks() {
        Duration step = STEPS.stream()
                .filter(each -> span / each.toNanos() < MAX_TICKS)
                .findFirst()
                .orElse(Duration.ofNanos(span));
        long startMillis = first.wall().toEpochMilli();
        long stepMillis = Math.max(1, step.toMillis());
        long at = Math.floorDiv(startMillis, stepMillis) * stepMillis;
        List<Moment> ticks = new ArrayList<>();
        while (ticks.size() <= MAX_TICKS) {
            Instant wall = Instant.ofEpochMilli(at);
            long nanos = Duration.between(first.wall(), wall).toNanos();
            if (nanos > span) {
                return ticks;
            }
            if (nanos >= 0) {
                ticks.add(new Moment(first.nanos() + nanos, wall));
            }
            at += stepMillis;
        }
        return ticks;
    }
}
