package io.dnsfailover.testkit.contract;

import static io.dnsfailover.testkit.contract.StoreSpecimens.durable;
import static io.dnsfailover.testkit.contract.StoreSpecimens.event;
import static io.dnsfailover.testkit.contract.StoreSpecimens.state;
import static io.dnsfailover.testkit.contract.StoreSpecimens.states;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dnsfailover.journal.EventFormat;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import java.util.ArrayList;
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
    @DisplayName("a new store has no event to tell")
    void undelivered_ofNothing_isEmpty() throws Exception {
        assertThat(left(opened())).isEmpty();
    }

    @Test
    @DisplayName("events are loaded after a restart as they were saved, in the order of their numbers")
    void events_areLoadedInOrder() throws Exception {
        List<StoredEvent> events = List.of(event(9, 1), event(10, 2), event(300, 1));

        opened().save(batch(List.of(events.get(2))));
        opened().save(batch(List.of(events.get(1), events.get(0))));

        assertThat(left(restarted())).isEqualTo(events);
    }

    @Test
    @DisplayName("a state and the event that tells of it are saved at once")
    void stateAndEvent_areSavedTogether() throws Exception {
        opened().save(new StoreBatch(Map.of("www", state(1)), List.of(event(1, 1)), Set.of()));

        StateStore next = restarted();
        assertThat(generations(next)).isEqualTo(Map.of("www", 1L));
        assertThat(next.undelivered()).containsExactly(event(1, 1));
    }

    @Test
    @DisplayName("an event with a number that is there takes its place")
    void event_withAKnownNumber_takesItsPlace() throws Exception {
        opened().save(batch(List.of(event(1, 1), event(2, 1))));

        opened().save(batch(List.of(event(1, 7))));

        assertThat(left(restarted())).containsExactly(event(1, 7), event(2, 1));
    }

    @Test
    @DisplayName("a settled event is forgotten, the others are kept, and a number that is not there is ignored")
    void settledEvent_isForgotten() throws Exception {
        opened().save(batch(List.of(event(1, 1), event(2, 1), event(3, 1))));

        opened().save(new StoreBatch(Map.of(), List.of(event(4, 1)), Set.of(1L, 3L, 99L)));

        assertThat(left(restarted())).containsExactly(event(2, 1), event(4, 1));
    }

    @Test
    @DisplayName("saving states keeps events, and forgetting a policy keeps what has still to be told of it")
    void states_andEvents_areKeptApart() throws Exception {
        opened().save(new StoreBatch(Map.of("www", state(1)), List.of(event(1, 1)), Set.of()));

        opened().save(StoreBatch.ofStates(Map.of("mail", state(2))));
        opened().forget(List.of("www"));

        StateStore next = restarted();
        assertThat(generations(next)).isEqualTo(Map.of("mail", 2L));
        assertThat(next.undelivered()).containsExactly(event(1, 1));
    }

    @Test
    @DisplayName("events that were read do not change by later writes")
    void undelivered_isASnapshot() throws Exception {
        opened().save(batch(List.of(event(1, 1))));
        List<StoredEvent> before = left(opened());

        opened().save(new StoreBatch(Map.of(), List.of(event(2, 1)), Set.of(1L)));

        assertThat(before).containsExactly(event(1, 1));
    }

    @Test
    @DisplayName("the longest event is kept, and ten thousand events are")
    void manyAndLongEvents_areKept() throws Exception {
        List<StoredEvent> many = new ArrayList<>();
        many.add(new StoredEvent(0, "mail", "long", 1, "long\t" + "x".repeat(EventFormat.MAX_CHARS - 5)));
        for (int number = 1; number < 10_000; number++) {
            many.add(event(number, 1));
        }

        opened().save(batch(many));

        assertThat(left(restarted())).isEqualTo(many);
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

    private static List<StoredEvent> left(StateStore store) throws Exception {
        store.load();
        return store.undelivered();
    }

    private static StoreBatch batch(List<StoredEvent> events) {
        return new StoreBatch(Map.of(), events, Set.of());
    }

    private static StoredState www(Map<String, StoredState> loaded) {
        return Objects.requireNonNull(loaded.get("www"));
    }

    private static Map<String, Long> generations(StateStore store) throws Exception {
        Map<String, Long> generations = new HashMap<>();
        store.load().forEach((policy, state) -> generations.put(policy, state.generation()));
        return generations;
    }
}
