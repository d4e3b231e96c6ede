package io.dnsfailover.notify.route;

import io.dnsfailover.model.DurationText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How much one recipient is sent: a bucket of tokens, one for each message, each of which comes back an hour after it was spent. So no hour,
 * wherever it begins, sees more messages. A third of the tokens is kept for digests; while that is all that is left, digests are at
 * least {@code digest} apart, and everything that happens goes into them.
 *
 * @param perHour how many messages within any hour: 1 to 3,600
 * @param digest the least time between two digests: a second to a day
 */
public record Allowance(int perHour, Duration digest) {
    private static final int MAX_PER_HOUR = 3_600;
    private static final Duration MIN_DIGEST = Duration.ofSeconds(1);
    private static final Duration MAX_DIGEST = Duration.ofDays(1);
    private static final int KEPT_SHARE = 3;

    /** Twelve messages an hour, digests a quarter of an hour apart. */
    public static final Allowance DEFAULT = new Allowance(12, Duration.ofMinutes(15));

    /** Checks the ranges, and names every one that is broken. */
    public Allowance {
        List<String> wrong = new ArrayList<>();
        if (perHour < 1 || perHour > MAX_PER_HOUR) {
            wrong.add("per hour " + perHour + ": has to be 1 to " + MAX_PER_HOUR);
        }
        if (digest.compareTo(MIN_DIGEST) < 0 || digest.compareTo(MAX_DIGEST) > 0) {
            wrong.add("digest " + DurationText.of(digest) + ": has to be 1s to 1d");
        }
        if (!wrong.isEmpty()) {
            throw new IllegalArgumentException("allowance: " + String.join("; ", wrong));
        }
    }

    /**
     * How many tokens are kept for digests.
     *
     * @return a third
     */
    public int keptForDigests() {
        return perHour / KEPT_SHARE;
    }
}
