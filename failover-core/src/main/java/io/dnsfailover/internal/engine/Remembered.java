package io.dnsfailover.internal.engine;

import io.dnsfailover.decision.EndpointState;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.Moment;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.spi.StoredState;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a record's state leaves behind for the next start, and how the next start takes it up. Pure. */
final class Remembered {
    private Remembered() {}

    static StoredState of(RecordState state) {
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
        return new StoredState(state.generation(), state.holding(), down, orders, state.hold());
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
        return initial.remembering(endpoints, hold == null ? null : hold.rebased(now));
    }
}
