package io.dnsfailover.testkit.backtest;

import java.time.Duration;
import java.util.List;

/**
 * What became of one record.
 *
 * @param failovers how often it left an endpoint for another, without those that an operator's order on the endpoint caused
 * @param falseFailovers how many of these were for nothing: the endpoint was not down, or was up again, and nobody saw it fail any
 *     more, within the time that the policy's own damping takes ({@code fall} times {@code confirm-after}, and a timeout)
 * @param failbacks how often it returned to a more preferred endpoint
 * @param gaveUp how often it moved because no endpoint worked
 * @param ordered how often it left an endpoint because an operator had forced it down
 * @param detections for each failover that was not false, the time from the first failure to the decision
 * @param unavailable for how long the average client, with a cache that keeps answers for their time to live, was sent to an
 *     endpoint that was down
 * @param longest the longest time without a break for which an unlucky client was
 */
public record Score(
        int failovers,
        int falseFailovers,
        int failbacks,
        int gaveUp,
        int ordered,
        List<Duration> detections,
        Duration unavailable,
        Duration longest) {
    /** Copies the list. */
    public Score {
        detections = List.copyOf(detections);
    }

    /**
     * The mean of the detections.
     *
     * @return zero when there is none
     */
    public Duration meanDetection() {
        return detections.isEmpty()
                ? Duration.ZERO
                : detections.stream().reduce(Duration.ZERO, Duration::plus).dividedBy(detections.size());
    }

    /**
     * The longest of the detections.
     *
     * @return zero when there is none
     */
    public Duration longestDetection() {
        return detections.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }
}
