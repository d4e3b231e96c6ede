package io.dnsfailover.readiness;

import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What all locations know of one endpoint, as far as its readiness rests on it.
 *
 * @param endpointId the endpoint
 * @param views one for each location
 * @param latencies the smoothed latency by location id; nothing for a location that has not seen it pass
 */
public record Standing(String endpointId, List<LocationHealth> views, Map<String, Duration> latencies) {
    /** Copies both. */
    public Standing {
        views = List.copyOf(views);
        latencies = Map.copyOf(latencies);
    }

    /** The digests that the locations saw last, by location id in order. */
    Map<String, String> digests() {
        Map<String, String> found = new TreeMap<>();
        for (LocationHealth view : views) {
            String digest = notes(view).contentDigest();
            if (digest != null) {
                found.put(view.location().id(), digest);
            }
        }
        return found;
    }

    /** When the first of the certificates that were seen last ends; null when none was seen. */
    @Nullable
    Instant certificateEnds() {
        Instant first = null;
        for (LocationHealth view : views) {
            Instant end = notes(view).certificateEnds();
            if (end != null && (first == null || end.isBefore(first))) {
                first = end;
            }
        }
        return first;
    }

    private static Notes notes(LocationHealth view) {
        Observation seen = view.latestConclusive();
        return seen == null || seen.result().outcome() != Outcome.PASS
                ? Notes.NONE
                : seen.result().notes();
    }
}
