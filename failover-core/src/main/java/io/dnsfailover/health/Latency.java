package io.dnsfailover.health;

import io.dnsfailover.model.DurationText;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Latency as evidence: limits on a percentile of how long the last checks that passed took, for each endpoint as each location sees it.
 * Over the fail limit a check that passed counts as one that failed, for the reason {@link Reason#SLOW}, and is damped as any
 * other; over the warn limit a warning begins, which ends when the percentile is a tenth below the limit.
 *
 * <pre>{@code
 * Latency.percentile(90).of(20).warnAbove(Duration.ofMillis(200)).failAbove(Duration.ofSeconds(1))
 * }</pre>
 *
 * <p>The percentile is the nearest rank: the smallest of the last times that at least so many per cent of them do not exceed. It counts
 * from the first check on at which a single slow one is not enough to be it, or from the last of the window: with the 90th percentile
 * from the 10th, with the median from the 2nd.
 *
 * @param percentile 1 to 100; 50 is the median, 100 the slowest
 * @param window how many of the last checks that passed count, 1 to 1000
 * @param warnAbove from above where on it is warned; null for nowhere
 * @param failAbove from above where on a pass counts as a failure; null for nowhere
 */
public record Latency(
        int percentile,
        int window,
        @Nullable Duration warnAbove,
        @Nullable Duration failAbove) {
    /** How many checks count where nothing else is said. */
    public static final int DEFAULT_WINDOW = 20;

    private static final int MAX_WINDOW = 1000;

    /** Checks the ranges. */
    public Latency {
        require(percentile >= 1 && percentile <= 100, "percentile " + percentile + " is not in 1 to 100");
        require(
                window >= 1 && window <= MAX_WINDOW,
                "a window of " + window + " checks is not one of 1 to " + MAX_WINDOW);
        require(isLimit(warnAbove) && isLimit(failAbove), "a limit must be at least 1ms");
        require(
                warnAbove == null || failAbove == null || warnAbove.compareTo(failAbove) <= 0,
                "the warn limit must not be over the fail limit");
    }

    /**
     * Limits on a percentile over the last {@link #DEFAULT_WINDOW} checks; the limits are to be set.
     *
     * @param percentile 1 to 100
     * @return limits of which there is none yet
     */
    public static Latency percentile(int percentile) {
        return new Latency(percentile, DEFAULT_WINDOW, null, null);
    }

    /**
     * The same over another number of checks.
     *
     * @param checks 1 to 1000
     * @return a copy
     */
    public Latency of(int checks) {
        return new Latency(percentile, checks, warnAbove, failAbove);
    }

    /**
     * The same with a warn limit.
     *
     * @param limit 1 ms at least, and not over the fail limit
     * @return a copy
     */
    public Latency warnAbove(Duration limit) {
        return new Latency(percentile, window, limit, failAbove);
    }

    /**
     * The same with a fail limit.
     *
     * @param limit 1 ms at least
     * @return a copy
     */
    public Latency failAbove(Duration limit) {
        return new Latency(percentile, window, warnAbove, limit);
    }

    /**
     * What a check that passed counts as.
     *
     * @param passed the result of a check that passed
     * @param last how long the last checks took, this one included
     * @return the same result, or one that failed for being {@link Reason#SLOW} with the same evidence
     */
    public ProbeResult judge(ProbeResult passed, LatencyWindow last) {
        Duration now = last.percentile(percentile);
        return failAbove == null || now == null || now.compareTo(failAbove) <= 0
                ? passed
                : passed.judged(Reason.SLOW, over(now, failAbove));
    }

    /**
     * What to warn of.
     *
     * @param last how long the last checks took
     * @param warned whether it is warned of already
     * @return one line; null when there is nothing to warn of
     */
    public @Nullable String warning(LatencyWindow last, boolean warned) {
        Duration now = last.percentile(percentile);
        if (warnAbove == null || now == null) {
            return null;
        }
        Duration limit = warned ? warnAbove.minus(warnAbove.dividedBy(10)) : warnAbove;
        return now.compareTo(limit) > 0 ? over(now, warnAbove) : null;
    }

    private String over(Duration now, Duration limit) {
        return "latency " + DurationText.of(now) + " in the " + percentile + "th percentile of the last checks, limit "
                + DurationText.of(limit);
    }

    private static boolean isLimit(@Nullable Duration limit) {
        return limit == null || limit.compareTo(Duration.ofMillis(1)) >= 0;
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** Such as {@code p90 of 20, warn above 200ms, fail above 1s}. */
    @Override
    public String toString() {
        return "p" + percentile + " of " + window
                + (warnAbove == null ? "" : ", warn above " + DurationText.of(warnAbove))
                + (failAbove == null ? "" : ", fail above " + DurationText.of(failAbove));
    }
}
