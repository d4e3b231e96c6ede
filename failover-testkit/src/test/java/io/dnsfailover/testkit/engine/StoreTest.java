package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A decision is stored before it is published. */
class StoreTest {
    private final UnreliableStore store = new UnreliableStore();

    @Test
    @DisplayName("while the store fails nothing is published, and once it works the decision is")
    void failingStore_publishesNothing() {
        try (Scenario scenario = start()) {
            store.fills();
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(30));
            assertThat(scenario).answers(PRIMARY).neverMoved().neverPublished(BACKUP);
            assertThat(store.failures()).isBetween(30, 200);

            store.hasRoomAgain();
            scenario.advance(Duration.ofMinutes(1));
            assertThat(scenario).failedOverTo(BACKUP).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("what the name servers hold was stored before")
    void decision_isStoredBeforeItIsPublished() {
        try (Scenario scenario = start()) {
            scenario.time().delayWorker("store", Duration.ofSeconds(3));
            scenario.endpoint(PRIMARY).goesDown();
            boolean published = scenario.time()
                    .advanceUntil(() -> scenario.nameServer().history().size() == 2, Duration.ofMinutes(2));

            assertThat(published).isTrue();
            Map<String, StoredState> stored = store.load();
            assertThat(stored.get("www").generation()).isEqualTo(2);
            assertThat(stored.get("www").holding())
                    .isInstanceOfSatisfying(
                            Holding.Single.class,
                            single -> assertThat(single.endpointId()).isEqualTo(BACKUP));
            assertThat(stored.get("www").down()).containsExactly(PRIMARY);
        }
    }

    @Test
    @DisplayName("nothing is stored while nothing changes")
    void quietTimes_storeNothing() {
        try (Scenario scenario = start()) {
            scenario.advance(Duration.ofMinutes(1));
            int before = store.batches().size();
            scenario.advance(Duration.ofDays(1));

            assertThat(store.batches()).hasSize(before);
        }
    }

    @Test
    @DisplayName("an order is stored")
    void order_isStored() {
        try (Scenario scenario = start()) {
            scenario.order(new Command.Hold(null));

            assertThat(store.load().get("www").hold()).isNotNull();
            scenario.order(new Command.Release());
            assertThat(store.load().get("www").hold()).isNull();
        }
    }

    private Scenario start() {
        return Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .rememberedIn(store)
                .start();
    }
}
