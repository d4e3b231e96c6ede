package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.model.DnsName;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Target;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every {@link StateStore} must do. */
@ExtendWith(RuleInTheMessage.class)
public abstract class StateStoreContract {
    private static final RecordSetKey RECORD =
            new RecordSetKey(DnsName.of("example.com."), DnsName.of("www.example.com."), RecordType.A);
    private static final Instant UNTIL = Instant.parse("2026-01-02T03:04:05Z");

    private @Nullable StateStore store;

    /** For subclasses. */
    protected StateStoreContract() {}

    /**
     * A store with nothing in it. Called once by each test.
     *
     * @return the store
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract StateStore empty() throws Exception;

    /**
     * What the next start of the process opens, after {@code closed} was closed.
     *
     * @param closed the store of {@link #empty()}
     * @return a store on the same storage; the same object where the storage is the object
     * @throws Exception when it cannot be opened
     */
    protected abstract StateStore reopened(StateStore closed) throws Exception;

    @AfterEach
    final void closeStore() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    @DisplayName("a new store remembers nothing")
    void load_ofNothing_isEmpty() throws Exception {
        assertThat(opened().load()).isEmpty();
    }

    @TestFactory
    @DisplayName("what is saved is loaded after a restart")
    Stream<DynamicTest> save_isLoadedAfterRestart() {
        return states().entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    StateStore first = opened();
                    first.forget(first.load().keySet());
                    first.save(StoreBatch.ofStates(Map.of("www", entry.getValue())));

                    Map<String, StoredState> loaded = restarted().load();

                    assertThat(loaded).containsOnlyKeys("www");
                    assertThat(durable(www(loaded))).isEqualTo(durable(entry.getValue()));
                }));
    }

    @Test
    @DisplayName("saving replaces the state of the same policy and keeps those of others")
    void save_replacesOnlyWhatItNames() throws Exception {
        opened().save(StoreBatch.ofStates(Map.of("www", state(1), "mail", state(2))));

        opened().save(StoreBatch.ofStates(Map.of("www", state(3))));

        assertThat(generations(restarted())).containsExactlyInAnyOrderEntriesOf(Map.of("www", 3L, "mail", 2L));
    }

    @Test
    @DisplayName("forgetting removes what it names and ignores what is not there")
    void forget_removesOnlyWhatItNames() throws Exception {
        opened().save(StoreBatch.ofStates(Map.of("www", state(1), "mail", state(2))));

        opened().forget(List.of("www", "never-there"));

        assertThat(generations(restarted())).isEqualTo(Map.of("mail", 2L));
    }

    @Test
    @DisplayName("what was loaded does not change by later writes")
    void load_isASnapshot() throws Exception {
        opened().save(StoreBatch.ofStates(Map.of("www", state(1))));
        Map<String, StoredState> loaded = opened().load();

        opened().save(StoreBatch.ofStates(Map.of("www", state(2), "mail", state(1))));

        assertThat(loaded).containsOnlyKeys("www");
        assertThat(www(loaded).generation()).isEqualTo(1);
    }

    @Test
    @DisplayName("ten thousand policies are kept")
    void save_ofMany_isKept() throws Exception {
        Map<String, StoredState> many = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            many.put("policy-" + i, state(i + 1));
        }

        opened().save(StoreBatch.ofStates(many));

        assertThat(restarted().load()).hasSize(10_000);
    }

    @Test
    @DisplayName("closing twice is closing once")
    void close_twice_isOnce() throws Exception {
        StateStore closed = opened();
        closed.close();

        assertThatNoException().isThrownBy(closed::close);
    }

    private StateStore opened() throws Exception {
        if (store == null) {
            store = empty();
        }
        return store;
    }

    private StateStore restarted() throws Exception {
        StateStore before = opened();
        before.close();
        store = reopened(before);
        return store;
    }

    private static StoredState www(Map<String, StoredState> loaded) {
        return Objects.requireNonNull(loaded.get("www"));
    }

    private static Map<String, Long> generations(StateStore store) throws Exception {
        Map<String, Long> generations = new HashMap<>();
        store.load().forEach((policy, state) -> generations.put(policy, state.generation()));
        return generations;
    }

    /** The state as a restart needs it: the monotonic end of an order means nothing to the next process. */
    private static StoredState durable(StoredState state) {
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

    private static StoredState state(long generation) {
        return stored(generation, Holding.of(Endpoint.of("192.0.2.10")), Set.of(), Map.of(), null);
    }

    private static Map<String, StoredState> states() {
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
