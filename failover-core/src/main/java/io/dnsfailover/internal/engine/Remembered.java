package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.EndpointState;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.spi.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a record's state leaves behind for the next start or the next policy, and how that takes it up. Pure. */
final class Remembered {
    /** Longer ago than any budget counts. */
    private static final Duration FORGOTTEN = Duration.ofDays(365);

    private Remembered() {}

    static StoredState of(RecordState state, RecordSetKey record, Moment now) {
        Set<String> down = new TreeSet<>();
        Map<String, StandingOrder> orders = new TreeMap<>();
        state.endpoints().forEach((id, known) -> {
            if (known.measured() == Verdict.DOWN) {
                down.add(id);
            }
            if (known.override() != null) {
                orders.put(id, known.override());
            }
        });
        List<Instant> moves = state.moves().stream()
                .map(move -> now.wall().minusNanos(now.nanos() - move))
                .toList();
        return new StoredState(record, state.generation(), state.holding(), down, orders, state.hold(), moves);
    }

    static RecordState restored(RecordState initial, StoredState stored, Moment now) {
        Map<String, EndpointState> endpoints = new TreeMap<>(initial.endpoints());
        endpoints.replaceAll((id, unseen) -> {
            StandingOrder order = stored.orders().get(id);
            return new EndpointState(
                    stored.down().contains(id) ? Verdict.DOWN : unseen.measured(),
                    now,
                    order == null ? null : order.rebased(now));
        });
        StandingOrder hold = stored.hold();
        return initial.remembering(endpoints, hold == null ? null : hold.rebased(now), moves(stored, now));
    }

    /** When the moves happened, by the monotonic clock. */
    static List<Long> moves(StoredState stored, Moment now) {
        // A move that the wall clock puts into the future happened before this start.
        return stored.moves().stream()
                .map(move -> now.nanos() - Math.max(0, sinceNanos(move, now)))
                .toList();
    }

    /**
     * A state whose policy was changed: what was measured of an endpoint that is somewhere else now says nothing of it; an operator's
     * order still holds.
     */
    static RecordState carriedOver(RecordState state, FailoverPolicy before, FailoverPolicy next, Moment now) {
        Map<String, EndpointState> endpoints = new TreeMap<>(state.endpoints());
        endpoints.replaceAll((id, known) -> before.endpoint(id).equals(next.endpoint(id))
                ? known
                : new EndpointState(Verdict.UNDECIDED, now, known.override()));
        return state.remembering(endpoints, state.hold(), state.moves());
    }

    /** The same of what was not taken up yet. */
    static StoredState carriedOver(StoredState stored, FailoverPolicy before, FailoverPolicy next) {
        Set<String> down = new TreeSet<>(stored.down());
        down.removeIf(id -> !before.endpoint(id).equals(next.endpoint(id)));
        return new StoredState(
                stored.record(),
                stored.generation(),
                stored.holding(),
                down,
                stored.orders(),
                stored.hold(),
                stored.moves());
    }

    private static long sinceNanos(Instant move, Moment now) {
        Duration since = Duration.between(move, now.wall());
        return since.compareTo(FORGOTTEN) < 0 ? since.toNanos() : FORGOTTEN.toNanos();
    }
}
