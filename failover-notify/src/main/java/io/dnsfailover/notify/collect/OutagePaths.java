package io.dnsfailover.notify.collect;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.internal.NotifyTime;
import io.dnsfailover.notify.trace.TracedPath;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.spi.TraceRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The traces of outages: begun when an outage is confirmed, from every location that fails and one that passes. What many records
 * point at is traced once, and nothing more than once in {@link #AT_MOST_EVERY}. Safe from any thread.
 */
final class OutagePaths implements AutoCloseable {
    static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);
    static final int MAX_HOPS = 30;

    private static final int AT_ONCE = 2;
    private static final int MAX_KEPT = 1_000;
    private static final Duration LEAST = Duration.ofSeconds(1);

    private final NotifyTime time;
    private final Locations locations;
    private final Duration deadline;
    private final TraceSlots slots;
    private final Map<Destination, Taken> taken = new LinkedHashMap<>() { // guarded by this
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Destination, Taken> eldest) {
                    return size() > MAX_KEPT;
                }
            };

    /** A trace that is made. */
    record Path(Locations.Stand stand, CompletableFuture<Trace> trace) {}

    /** The traces of one outage. */
    record Taken(Endpoint endpoint, Moment asked, List<Path> paths) {
        CompletableFuture<Void> done() {
            return CompletableFuture.allOf(paths.stream().map(Path::trace).toArray(CompletableFuture[]::new));
        }

        /** As they stand now; what is not there yet is said. */
        List<TracedPath> traced(LastGoodPaths lastGood, @Nullable Moment began, Destination destination) {
            return paths.stream()
                    .map(path -> new TracedPath(
                            path.stand().location(),
                            path.stand().seen(),
                            path.trace()
                                    .getNow(Trace.notPossible("the trace had not ended when this was written", asked)),
                            lastGood.before(
                                    began == null ? asked : began,
                                    destination,
                                    path.stand().location())))
                    .toList();
        }
    }

    OutagePaths(NotifyTime time, Locations locations, Duration deadline) {
        this.time = time;
        this.locations = locations;
        this.deadline = deadline;
        this.slots = new TraceSlots(time, AT_ONCE);
    }

    /**
     * Begins the traces, unless they were begun a short time ago.
     *
     * @return those of this outage; null when there is nothing to trace from
     */
    @Nullable
    Taken begin(Destination destination, Ballot ballot) {
        List<Locations.Stand> stands = locations.around(ballot);
        Moment now = time.now();
        synchronized (this) {
            Taken before = taken.get(destination);
            if (before != null && now.since(before.asked()).compareTo(AT_MOST_EVERY) < 0) {
                return before;
            }
            if (stands.isEmpty()) {
                return null;
            }
        }
        Taken begun = begun(destination, stands, now);
        synchronized (this) {
            taken.remove(destination);
            taken.put(destination, begun);
        }
        return begun;
    }

    private Taken begun(Destination destination, List<Locations.Stand> stands, Moment now) {
        int waves = (stands.size() + AT_ONCE - 1) / AT_ONCE;
        Duration share = deadline.dividedBy(waves);
        Duration each = share.compareTo(LEAST) < 0 ? LEAST : share;
        TraceRequest request = new TraceRequest(destination.endpoint(), destination.port(), MAX_HOPS, each);
        long end = now.nanos() + deadline.toNanos();
        List<Path> paths = stands.stream()
                .map(stand -> new Path(stand, slots.submit(stand.tracer(), request, end)))
                .toList();
        return new Taken(destination.endpoint(), now, paths);
    }

    /** The newest traces to an endpoint that were asked for at this moment or later; null when there are none. */
    synchronized @Nullable Taken since(Moment from, Destination destination) {
        Taken found = taken.get(destination);
        return found == null || found.asked().since(from).isNegative() ? null : found;
    }

    @Override
    public void close() {
        slots.close();
    }
}
