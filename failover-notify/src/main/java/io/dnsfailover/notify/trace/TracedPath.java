package io.dnsfailover.notify.trace;

import io.dnsfailover.model.Location;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The way from one location to the endpoint, at the outage and before.
 *
 * @param location where the traces were made
 * @param seen what the location's own check of the endpoint says
 * @param now the trace that was made when the outage was confirmed
 * @param lastGood the newest trace from there of the time when the endpoint was up; null when there is none
 */
public record TracedPath(
        Location location,
        Outcome seen,
        Trace now,
        @Nullable Trace lastGood) {
    /**
     * The difference to the last good path.
     *
     * @return the first divergent hop, or that there is none
     */
    public Divergence divergence() {
        return Divergence.between(lastGood, now);
    }
}
