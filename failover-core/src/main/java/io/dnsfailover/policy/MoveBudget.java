package io.dnsfailover.policy;

import io.dnsfailover.model.DurationText;
import java.time.Duration;

/**
 * How often a record may move: a brake on flapping. When the budget is spent the record stays where it is until
 * a move leaves the window. What an operator orders is not held back.
 *
 * @param moves how many, 1 to 1000
 * @param window in which time, 1 s to 7 days
 */
public record MoveBudget(int moves, Duration window) {
    /** Three moves in ten minutes. */
    public static final MoveBudget DEFAULT = new MoveBudget(3, Duration.ofMinutes(10));

    /** Checks the ranges. */
    public MoveBudget {
        if (moves < 1 || moves > 1000) {
            throw new IllegalArgumentException("a move budget has 1 to 1000 moves, not " + moves);
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException(
                    "a move budget has a window of 1s to 7 days, not " + DurationText.of(window));
        }
    }

    /** Such as {@code 3 per 10m}. */
    @Override
    public String toString() {
        return moves + " per " + DurationText.of(window);
    }
}
