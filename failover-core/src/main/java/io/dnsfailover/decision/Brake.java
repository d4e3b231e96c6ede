package io.dnsfailover.decision;

import io.dnsfailover.model.DurationText;
import java.time.Duration;

/**
 * A brake on big moves: how many of all records of a host may move in a time. What lies beyond is withheld until a move leaves the
 * window, or an operator releases the brake: when most of a host's records want to move at once, a mistake of the host is as likely
 * as so many outages, and moving them all can be the greater outage.
 *
 * <p>Counted are records, not moves: one that moved within the window may move again, as its own budget lets it. Failovers,
 * failbacks and giving up count alike, because each takes the load of a record from one place to another. What an operator orders
 * counts too, but is never withheld.
 *
 * <p>The minimum lets every small host move all that it has: with the default a host of twenty records is never braked. After a restart
 * the moves that the store remembers count again; it remembers those within the {@link io.dnsfailover.policy.MoveBudget} window of
 * each record.
 *
 * @param share percent of all records that may move within the window, 1 to 100; 100 never brakes
 * @param minimum how many records may move whatever the share is, 1 to 1,000,000
 * @param window the time, 1 s to 7 days
 */
public record Brake(int share, int minimum, Duration window) {
    /** Half of all records, or twenty if that is more, in ten minutes. */
    public static final Brake DEFAULT = new Brake(50, 20, Duration.ofMinutes(10));

    private static final int MAX_MINIMUM = 1_000_000;

    /** Checks the ranges. */
    public Brake {
        if (share < 1 || share > 100) {
            throw new IllegalArgumentException("a brake has a share of 1 to 100 percent, not " + share);
        }
        if (minimum < 1 || minimum > MAX_MINIMUM) {
            throw new IllegalArgumentException("a brake has a minimum of 1 to 1000000 records, not " + minimum);
        }
        if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("a brake has a window of 1s to 7 days, not " + DurationText.of(window));
        }
    }

    /**
     * How many records may move within the window.
     *
     * @param records how many there are, from 0
     * @return the share of them, rounded down, or the minimum if that is more
     */
    public int allowance(int records) {
        return Math.max(minimum, (int) ((long) records * share / 100));
    }

    /** Such as {@code 50 percent, at least 20, per 10m}. */
    @Override
    public String toString() {
        return share + " percent, at least " + minimum + ", per " + DurationText.of(window);
    }
}
