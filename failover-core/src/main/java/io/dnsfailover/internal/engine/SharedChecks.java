package io.dnsfailover.internal.engine;

import io.dnsfailover.model.Location;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.ProbeRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * All checks that run, by what they check and how often: the same check of the same target runs once for each location, however
 * many records have the target. Those that differ in the pace or the deadline stay apart, because a watcher relies on both. On the
 * engine loop only.
 */
final class SharedChecks {
    /**
     * What is the same check.
     *
     * @param id the id of the endpoint where the host's own code is told of it, and may look at it; else empty
     */
    private record Key(
            Location location,
            Target target,
            String id,
            int port,
            ProbeSpec probe,
            Duration timeout,
            SharedCheck.Pace pace) {}

    private final Map<Key, SharedCheck> all = new HashMap<>();

    /** Lets a watcher hear of its check, together with those that hear of it already. */
    SharedCheck join(EngineParts parts, LocalCheck watcher, LocalCheck.Job job, Station station) {
        ProbeSpec probe = job.probe();
        int port = job.endpoint().port() != 0 ? job.endpoint().port() : probe.port();
        SharedCheck.Pace pace = new SharedCheck.Pace(job.interval(), job.confirmAfter());
        String id = Station.isOwnCode(probe) ? job.endpoint().id() : "";
        Key key = new Key(station.location(), job.endpoint().target(), id, port, probe, job.timeout(), pace);
        SharedCheck check = all.get(key);
        if (check == null) {
            ProbeRequest request = new ProbeRequest(job.endpoint(), port, job.timeout());
            check = new SharedCheck(parts, station.probe(probe), request, pace, () -> all.remove(key));
            all.put(key, check);
        }
        check.join(watcher);
        return check;
    }

    /** How many run. */
    int size() {
        return all.size();
    }
}
