package io.dnsfailover.spi;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.RecordSetKey;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a record must not forget over a restart. Measurements are not part of it, but for the endpoints that were down:
 * they have to rise again before they are trusted.
 *
 * @param record the record set; a policy of the same name for another record starts without this
 * @param generation the number of the last decision
 * @param holding what the record set should hold
 * @param down the ids of the endpoints that were down by the quorum
 * @param orders the operator's orders in force, by endpoint id
 * @param hold the operator's order to stay; null when there is none
 * @param moves when the moves happened that count against the budget, by the wall clock
 */
public record StoredState(
        RecordSetKey record,
        long generation,
        Holding holding,
        Set<String> down,
        Map<String, StandingOrder> orders,
        @Nullable StandingOrder hold,
        List<Instant> moves) {
    /** Copies the collections, in the order of the ids: {@link Set#copyOf} has another order in each process. */
    public StoredState {
        down = Collections.unmodifiableSet(new TreeSet<>(down));
        orders = Collections.unmodifiableMap(new TreeMap<>(orders));
        moves = List.copyOf(moves);
    }
}
