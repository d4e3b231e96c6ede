package io.dnsfailover.notify.collect;

import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Trace;
import io.dnsfailover.notify.internal.NotifyTime;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.TraceRequest;
import io.dnsfailover.spi.Tracer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to each endpoint while it is well, from each location: traced in turn, one at a time and at an even pace, whatever else
 * happens. Two traces are kept of each way, because the newest may have been made when the trouble had begun and was not confirmed
 * yet. Safe from any thread.
 */
final class LastGoodPaths implements AutoCloseable {
    /** The most ways that are kept. */
    static final int MAX_WAYS = 20_000;

    static final Duration LEAST_GAP = Duration.ofSeconds(1);

    /** The first round is quicker, so that there soon is something to compare with. */
    static final Duration FIRST_GAP = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(LastGoodPaths.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int KEPT = 2;

    private final NotifyTime time;
    private final Locations locations;
    private final Duration every;
    private final Predicate<Destination> isWell;
    private final TraceSlots slots;
    private final Map<Way, Deque<Trace>> kept = new HashMap<>(); // guarded by this
    private List<Way> ways = List.of(); // guarded by this
    private int turn; // guarded by this
    private @Nullable Cancellable next; // guarded by this; null while nothing is traced
    private boolean closed; // guarded by this
    private Set<Way> visited = new HashSet<>(); // guarded by this

    private record Way(Destination destination, Location location) {}

    /**
     * None yet.
     *
     * @param every how often each way is traced
     * @param isWell whether an endpoint is up now
     */
    LastGoodPaths(NotifyTime time, Locations locations, Duration every, Predicate<Destination> isWell) {
        this.time = time;
        this.locations = locations;
        this.every = every;
        this.isWell = isWell;
        this.slots = new TraceSlots(time, 1);
    }

    /** What there is to trace from now on; what is not there any more is forgotten. */
    void watch(Collection<Destination> destinations) {
        Set<Way> all = new LinkedHashSet<>();
        for (Destination destination : destinations) {
            for (Location location : locations.all().keySet()) {
                if (all.size() == MAX_WAYS) {
                    LOG.warn("the last good paths of {} ways are kept; the others have none", MAX_WAYS);
                    break;
                }
                all.add(new Way(destination, location));
            }
        }
        synchronized (this) {
            ways = new ArrayList<>(all);
            kept.keySet().retainAll(all);
            visited.retainAll(all);
            if (next == null && !closed && !ways.isEmpty()) {
                next = time.after(gap(), this::tick);
            }
        }
    }

    private synchronized Duration gap() {
        Duration even = every.dividedBy(Math.max(1, ways.size()));
        Duration slow = even.compareTo(LEAST_GAP) < 0 ? LEAST_GAP : even;
        boolean first = visited.size() < ways.size();
        return first && slow.compareTo(FIRST_GAP) > 0 ? FIRST_GAP : slow;
    }

    private void tick() {
        Way way;
        synchronized (this) {
            if (closed || ways.isEmpty()) {
                next = null;
                return;
            }
            turn = (turn + 1) % ways.size();
            way = ways.get(turn);
            visited.add(way);
            next = time.after(gap(), this::tick);
        }
        Tracer tracer = locations.all().get(way.location());
        if (tracer != null && isWell.test(way.destination())) {
            trace(way, tracer);
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the slots complete it, and never exceptionally
    private void trace(Way way, Tracer tracer) {
        TraceRequest request =
                new TraceRequest(way.destination().endpoint(), way.destination().port(), OutagePaths.MAX_HOPS, TIMEOUT);
        long deadline = time.now().nanos() + TIMEOUT.multipliedBy(2).toNanos();
        slots.submit(tracer, request, deadline).thenAccept(trace -> keep(way, trace));
    }

    private void keep(Way way, Trace trace) {
        if (trace.ending() == Trace.Ending.NOT_POSSIBLE || !isWell.test(way.destination())) {
            return;
        }
        synchronized (this) {
            if (!ways.contains(way)) {
                return;
            }
            Deque<Trace> traces = kept.computeIfAbsent(way, any -> new ArrayDeque<>(KEPT));
            traces.addFirst(trace);
            if (traces.size() > KEPT) {
                traces.removeLast();
            }
        }
    }

    /** The newest trace that began before a moment; null when there is none. */
    synchronized @Nullable Trace before(Moment moment, Destination destination, Location location) {
        Deque<Trace> traces = kept.getOrDefault(new Way(destination, location), new ArrayDeque<>());
        return traces.stream()
                .filter(trace -> trace.started().since(moment).isNegative())
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (next != null) {
                next.cancel();
            }
        }
        slots.close();
    }
}
