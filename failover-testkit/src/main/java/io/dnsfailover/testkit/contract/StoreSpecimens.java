package io.dnsfailover.testkit.contract;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a store is given to keep. */
final class StoreSpecimens {
    private static final RecordSetKey RECORD =
            new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A);
    private static final Instant UNTIL = Instant.parse("2026-01-02T03:04:05Z");

    private StoreSpecimens() {}

    static StoredEvent event(long number, int attempt) {
        String id = "www#" + number;
        return new StoredEvent(
                number, "mail", id, attempt, "published\tv=1\tid=" + id + "\tmessage=a \\u0009 and a \\\\");
    }

    /** The state as a restart needs it: the monotonic end of an order means nothing to the next process. */
    static StoredState durable(StoredState state) {
        Map<String, StandingOrder> orders = new HashMap<>();
        state.orders().forEach((endpoint, order) -> orders.put(endpoint, durable(order)));
        StandingOrder hold = state.hold();
        return new StoredState(
                state.record(),
                state.generation(),
                state.holding(),
                state.down(),
                orders,
                hold == null ? null : durable(hold),
                state.moves());
    }

    private static StandingOrder durable(StandingOrder order) {
        return new StandingOrder(order.kind(), Long.MAX_VALUE, order.until());
    }

    private static StoredState stored(
            long generation,
            Holding holding,
            Set<String> down,
            Map<String, StandingOrder> orders,
            @Nullable StandingOrder hold) {
        return new StoredState(RECORD, generation, holding, down, orders, hold, List.of(UNTIL.minusSeconds(60), UNTIL));
    }

    static StoredState state(long generation) {
        return stored(generation, Holding.of(Endpoint.of("192.0.2.10")), Set.of(), Map.of(), null);
    }

    static Map<String, StoredState> states() {
        Holding single = Holding.of(Endpoint.of("192.0.2.10").named("primary"));
        List<Target> targets = List.of(Target.parse("2001:db8::1"), Target.parse("2001:db8::2"));
        StandingOrder down = new StandingOrder(StandingOrder.Kind.FORCED_DOWN, Long.MAX_VALUE, null);
        StandingOrder up = new StandingOrder(StandingOrder.Kind.FORCED_UP, 5_000_000_000L, UNTIL);
        StandingOrder held = new StandingOrder(StandingOrder.Kind.HELD, 7_000_000_000L, UNTIL);
        return Map.of(
                "one endpoint", stored(1, single, Set.of(), Map.of(), null),
                "a host name", stored(2, Holding.of(Endpoint.of("cdn.example.net.")), Set.of(), Map.of(), null),
                "all endpoints", stored(3, new Holding.Everything(targets), Set.of(), Map.of(), null),
                "the last resort", stored(4, new Holding.LastResort(targets.get(0)), Set.of(), Map.of(), null),
                "endpoints that were down", stored(5, single, Set.of("primary", "backup"), Map.of(), null),
                "orders, with and without an end",
                        stored(6, single, Set.of(), Map.of("primary", down, "backup", up), null),
                "a hold with an end", stored(7, single, Set.of(), Map.of(), held),
                "a hold without an end",
                        stored(
                                8,
                                single,
                                Set.of(),
                                Map.of(),
                                new StandingOrder(StandingOrder.Kind.HELD, Long.MAX_VALUE, null)),
                "the highest generation", stored(Long.MAX_VALUE, single, Set.of(), Map.of(), null));
    }
}
