package io.dnsfailover.spi;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a record must not forget over a restart. Measurements are not part of it, but for the endpoints that were down:
 * they have to rise again before they are trusted.
 *
 * @param generation the number of the last decision
 * @param holding what the record set should hold
 * @param down the ids of the endpoints that were down by the quorum
 * @param orders the operator's orders in force, by endpoint id
 * @param hold the operator's order to stay; null when there is none
 */
public record StoredState(
        long generation,
        Holding holding,
        Set<String> down,
        Map<String, StandingOrder> orders,
        @Nullable StandingOrder hold) {
    /** Copies the collections. */
    public StoredState {
        down = Set.copyOf(down);
        orders = Map.copyOf(orders);
    }
}
