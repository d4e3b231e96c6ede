package io.dnsfailover.policy;

import io.dnsfailover.model.DurationText;
import java.time.Duration;

/**
 * How a host sees to it that its name servers go on serving what was published. Each server is read again for every record, one record
 * after another, evenly over a period and a little jittered, whatever happens: that is how what others write is found, see {@link Drift}.
 *
 * <p>A server is asked no more often than the limit says, one question at a time, and never without as long a pause as its last answer
 * took. A round that takes longer than the period for that reason, for many records or for a slow server, takes as long as it takes; it
 * is said in the log and counted ({@link io.dnsfailover.status.EngineCounters#lateRereads}). Writes come before reads.
 *
 * @param every the period, in which each record is read once, 1 s to 1 day
 * @param mostPerSecond the most reads of one server in a second, 1 to 10,000
 * @param divergedAfter how long a server may lag behind what a record should hold, or be ahead of it, before it is told as an event,
 *     1 s to 1 day
 */
public record Reconciliation(Duration every, int mostPerSecond, Duration divergedAfter) {
    /** Every 30 s, at most 100 reads a second, and an event after 30 s. */
    public static final Reconciliation DEFAULT =
            new Reconciliation(Duration.ofSeconds(30), 100, Duration.ofSeconds(30));

    private static final int MAX_PER_SECOND = 10_000;

    /** Checks the ranges. */
    public Reconciliation {
        check("a period", every);
        if (mostPerSecond < 1 || mostPerSecond > MAX_PER_SECOND) {
            throw new IllegalArgumentException(
                    "a reconciliation has 1 to " + MAX_PER_SECOND + " reads a second, not " + mostPerSecond);
        }
        check("a divergence", divergedAfter);
    }

    private static void check(String what, Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0 || duration.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(
                    "a reconciliation has " + what + " of 1s to 1d, not " + DurationText.of(duration));
        }
    }
}
