package io.dnsfailover.notify.route;

import io.dnsfailover.model.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How soon and how often one incident is told.
 *
 * @param delay how long an outage must last to be told alone; one that is over sooner is counted instead. 0 to a day
 * @param repeat after how long it is told again while it lasts; 0 for never, else a minute to 7 days
 * @param messages how many messages an incident makes at most, its end included: 1 to {@value #MAX_MESSAGES}; what comes beyond goes
 *     into digests
 */
public record Pace(Duration delay, Duration repeat, int messages) {
    /** The most messages of one incident. */
    public static final int MAX_MESSAGES = 150;

    private static final Duration MAX_DELAY = Duration.ofDays(1);
    private static final Duration MIN_REPEAT = Duration.ofMinutes(1);
    private static final Duration MAX_REPEAT = Duration.ofDays(7);

    /** At once, without repetition, 20 messages. */
    public static final Pace DEFAULT = new Pace(Duration.ZERO, Duration.ZERO, 20);

    /** Checks the ranges, and names every one that is broken. */
    public Pace {
        List<String> wrong = new ArrayList<>();
        if (delay.isNegative() || delay.compareTo(MAX_DELAY) > 0) {
            wrong.add("delay " + DurationText.of(delay) + ": has to be 0s to 1d");
        }
        boolean repeats = !repeat.isZero();
        if (repeats && (repeat.compareTo(MIN_REPEAT) < 0 || repeat.compareTo(MAX_REPEAT) > 0)) {
            wrong.add("repeat " + DurationText.of(repeat) + ": has to be 0s for never, or 1m to 7d");
        }
        if (messages < 1 || messages > MAX_MESSAGES) {
            wrong.add("messages " + messages + ": has to be 1 to " + MAX_MESSAGES);
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("pace: " + String.join("; ", wrong));
        }
    }

    /** Such as {@code delay 2m, repeat 1h, at most 20 messages}. */
    @Override
    public String toString() {
        return "delay " + DurationText.of(delay) + ", repeat " + DurationText.of(repeat) + ", at most " + messages
                + " messages";
    }
}
