package io.dnsfailover.testkit.backtest;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When endpoints were down, as far as a journal knows: while more than half of the locations that could tell saw the last check
 * fail. An outage begins with the start of the check that made it so, and ends with that of the one that made it otherwise.
 */
final class Truth {
    /** One conclusive check of some location. */
    private record Told(long nanos, String location, boolean failed) {}

    /**
     * An outage.
     *
     * @param span from the check that made it so to the one that made it otherwise, or to the end of the journal
     * @param lastFailure when the last check of it started that failed
     * @param isOver whether the journal saw its end
     */
    record Outage(Span span, long lastFailure, boolean isOver) {}

    private final History history;
    private final Map<String, List<Outage>> outages = new HashMap<>();

    Truth(History history) {
        this.history = history;
    }

    /** The outages of an endpoint in order; none for one that the journal does not know. */
    List<Span> spans(FailoverPolicy policy, Endpoint endpoint) {
        return outages(policy, endpoint).stream().map(Outage::span).toList();
    }

    /** The same with what is known of each. */
    List<Outage> outages(FailoverPolicy policy, Endpoint endpoint) {
        String known = Recorded.policyOf(history, policy, endpoint);
        return outages.computeIfAbsent(known + " " + endpoint.id(), key -> find(policy, endpoint));
    }

    private List<Outage> find(FailoverPolicy policy, Endpoint endpoint) {
        List<Told> all = new ArrayList<>();
        Recorded.checks(history, policy, endpoint)
                .forEach((location, checks) -> checks.stream()
                        .filter(seen -> seen.result().outcome() != Outcome.INCONCLUSIVE)
                        .forEach(seen -> all.add(
                                new Told(seen.nanos(), location, seen.result().outcome() == Outcome.FAIL))));
        all.sort(Comparator.comparingLong(Told::nanos));
        Map<String, Boolean> latest = new HashMap<>();
        List<Outage> found = new ArrayList<>();
        long downSince = -1;
        long lastFailure = -1;
        for (Told told : all) {
            latest.put(told.location(), told.failed());
            lastFailure = told.failed() ? told.nanos() : lastFailure;
            long failing = latest.values().stream().filter(failed -> failed).count();
            boolean down = failing * 2 > latest.size();
            if (down && downSince < 0) {
                downSince = told.nanos();
            } else if (!down && downSince >= 0) {
                found.add(new Outage(new Span(downSince, told.nanos()), lastFailure, true));
                downSince = -1;
            }
        }
        if (downSince >= 0) {
            found.add(new Outage(new Span(downSince, Math.max(history.end, downSince)), lastFailure, false));
        }
        return found;
    }
}
