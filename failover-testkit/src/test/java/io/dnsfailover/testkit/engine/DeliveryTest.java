package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.journal.EventFormat;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.testkit.contract.Specimens;
import io.dnsfailover.testkit.engine.DeliveryScene.Recipient;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Every event is stored before it is delivered, and delivered until it is settled, whatever ends in between. */
class DeliveryTest {
    private static final int MAX_ATTEMPTS = 100;
    private static final int MAX_WAITING = 10_000;

    private final DeliveryScene scene = new DeliveryScene();
    private final Recipient mail = scene.recipient("mail");

    @Test
    @DisplayName("the event of a decision is in the very batch of the state, one for each notifier, and readable")
    void decision_isStoredWithItsEvent() throws Exception {
        UnreliableStore store = new UnreliableStore();
        scene.store = store;
        scene.recipient("chat");
        try (scene) {
            scene.start();
            scene.prober.endpoint(PRIMARY).goesDown();
            scene.time.advance(Duration.ofMinutes(2));

            List<StoreBatch> moves = store.batches().stream()
                    .filter(batch -> batch.events().stream()
                            .anyMatch(event -> event.eventId().equals("www#2")))
                    .toList();
            assertThat(moves).hasSize(1);
            assertThat(moves.get(0).states().get("www").generation()).isEqualTo(2);
            List<StoredEvent> events = moves.get(0).events().stream()
                    .filter(event -> event.eventId().equals("www#2"))
                    .toList();
            assertThat(events).extracting(StoredEvent::notifier).containsExactly("mail", "chat");
            assertThat(EventFormat.event(events.get(0).text()))
                    .isInstanceOf(FailoverEvent.FailedOver.class)
                    .isEqualTo(mail.received.stream()
                            .filter(event -> event.header().id().equals("www#2"))
                            .findFirst()
                            .orElseThrow());
        }
    }

    @Test
    @DisplayName("nothing is attempted before the store has it, and what is delivered is forgotten")
    void event_isStoredBeforeItsAttempt() throws Exception {
        try (scene) {
            scene.start();
            scene.time.delayWorker("store", Duration.ofSeconds(30));
            scene.happens();
            scene.time.advance(Duration.ofSeconds(28));
            assertThat(mail.attempts).isEmpty();
            assertThat(scene.waiting()).isZero();

            scene.time.advanceUntil(() -> !mail.attempts.isEmpty(), Duration.ofSeconds(60));
            assertThat(scene.waiting()).isEqualTo(1);
            scene.time.advance(Duration.ofSeconds(31));
            assertThat(scene.waiting()).isZero();
        }
    }

    @Test
    @DisplayName("while the store fails nothing is delivered; when it works everything is, once and in order")
    void failingStore_delaysDeliveries() throws Exception {
        UnreliableStore store = new UnreliableStore();
        scene.store = store;
        try (scene) {
            scene.start();
            scene.happens();
            scene.time.advance(Duration.ofSeconds(1));
            store.fills();
            scene.prober.endpoint(PRIMARY).goesDown();
            scene.time.advance(Duration.ofMinutes(10));
            assertThat(mail.received).hasSize(1);

            store.hasRoomAgain();
            scene.time.advance(Duration.ofMinutes(2));
            assertThat(mail.received)
                    .hasOnlyElementsOfTypes(
                            FailoverEvent.OverrideChanged.class,
                            FailoverEvent.VerdictReached.class,
                            FailoverEvent.MoveWithheld.class,
                            FailoverEvent.FailedOver.class);
            assertThat(mail.ids()).doesNotHaveDuplicates();
            assertThat(mail.received)
                    .isSortedAccordingTo((a, b) -> Long.compare(
                            a.header().at().nanos(), b.header().at().nanos()));
            assertThat(scene.waiting()).isZero();
        }
    }

    @Test
    @DisplayName("after a crash what was not delivered is, first and in order, with the same ids and the next attempt")
    void crash_deliversWhatWasLeft() throws Exception {
        mail.refuses = delivery -> true;
        try (scene) {
            scene.start();
            scene.happens();
            scene.time.advance(Duration.ofMillis(300));
            scene.happen(2);
            scene.time.advance(Duration.ofMillis(300));
            Delivery last = mail.attempts.get(mail.attempts.size() - 1);
            List<String> ids =
                    scene.store.undelivered().stream().map(StoredEvent::eventId).toList();
            assertThat(ids).hasSize(3);
            mail.attempts.clear();
            mail.refuses = delivery -> false;

            scene.crash();
            scene.happens();
            scene.time.advance(Duration.ofSeconds(1));

            assertThat(mail.ids()).startsWith(ids.toArray(String[]::new)).hasSize(4);
            assertThat(mail.attempts.get(0).attempt()).isGreaterThan(last.attempt());
            assertThat(mail.attempts.get(1).attempt()).isEqualTo(2);
            assertThat(mail.attempts.get(3).attempt()).isEqualTo(1);
            assertThat(scene.waiting()).isZero();
            assertThat(scene.failover().counters().droppedDeliveries()).isZero();
        }
    }

    @Test
    @DisplayName("a crash between a delivery and the news of it in the store delivers once more, with the same id")
    void crashBeforeSettled_deliversAgain() throws Exception {
        try (scene) {
            scene.start();
            scene.happens();
            scene.time.advanceUntil(() -> !mail.received.isEmpty(), Duration.ofSeconds(1));

            scene.crash();

            assertThat(mail.ids()).hasSize(2);
            assertThat(new HashSet<>(mail.ids())).hasSize(1);
        }
    }

    @Test
    @DisplayName("a policy that was removed and came back has no event with the id of one before")
    void policyThatCameBack_hasNewIds() {
        try (scene) {
            scene.start();
            scene.happen(2);
            scene.failover().replacePolicies(List.of(Www.named("other").build()));
            scene.time.advance(Duration.ofMinutes(1));
            scene.failover().replacePolicies(List.of(Www.policy()));
            scene.time.advance(Duration.ofMinutes(1));
            scene.happen(2);
            scene.time.advance(Duration.ofSeconds(1));

            assertThat(mail.ids())
                    .hasSize(4)
                    .allSatisfy(id -> assertThat(id).startsWith("www#1."))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    @DisplayName("an end in good order neither loses nor doubles what was told a moment before")
    void close_storesWhatWaits() throws Exception {
        try (scene) {
            scene.start();
            mail.refuses = delivery -> true;
            scene.happens();
            scene.time.advance(Duration.ofMillis(10));
            scene.failover().close();
            assertThat(scene.waiting()).isEqualTo(1);
            mail.refuses = delivery -> false;

            scene.start();
            scene.failover().close();
            scene.start();
            assertThat(mail.ids()).hasSize(1);
            assertThat(scene.waiting()).isZero();
        }
    }

    @Test
    @DisplayName("attempts end after about a day: dropped, counted, forgotten; the pauses grow to a quarter of an hour")
    void attempts_end() throws Exception {
        mail.refuses = delivery -> true;
        try (scene) {
            scene.start();
            scene.happens();
            scene.time.advance(Duration.ofHours(1));
            assertThat(mail.attempts).hasSizeBetween(12, 18);
            scene.time.advance(Duration.ofHours(17));
            assertThat(scene.failover().counters().droppedDeliveries()).isZero();
            scene.time.advance(Duration.ofHours(10));

            assertThat(mail.attempts).hasSize(MAX_ATTEMPTS);
            assertThat(mail.attempts)
                    .extracting(Delivery::attempt)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .startsWith(1)
                    .endsWith(MAX_ATTEMPTS);
            assertThat(scene.failover().counters().droppedDeliveries()).isEqualTo(1);
            assertThat(scene.waiting()).isZero();
        }
    }

    @Test
    @DisplayName("crashes do not give more attempts: each is made once at most, and they end")
    void crashes_doNotResetTheAttempts() throws Exception {
        mail.refuses = delivery -> true;
        try (scene) {
            scene.start();
            scene.happens();
            for (int i = 0; i < 2 * MAX_ATTEMPTS && scene.waiting() > 0; i++) {
                scene.time.advance(Duration.ofMinutes(3));
                scene.crash();
            }

            assertThat(scene.waiting()).isZero();
            assertThat(mail.attempts)
                    .extracting(Delivery::attempt)
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .endsWith(MAX_ATTEMPTS);
            assertThat(scene.failover().counters().droppedDeliveries()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("a short outage changes no order")
    void shortOutage_keepsTheOrder() {
        mail.refuses = delivery -> delivery.attempt() < 4;
        try (scene) {
            scene.start();
            scene.happen(5);
            scene.time.advance(Duration.ofMinutes(2));

            assertThat(mail.ids()).hasSize(5).isSortedAccordingTo((a, b) -> Integer.compare(numberOf(a), numberOf(b)));
        }
    }

    @Test
    @DisplayName("an event that can never be delivered holds up the others for minutes, not for a day")
    void poison_isPutAside() throws Exception {
        try (scene) {
            scene.start();
            scene.happens();
            scene.time.advance(Duration.ofSeconds(1));
            String poison = nextId(mail.ids().get(0));
            mail.received.clear();
            mail.refuses = delivery -> delivery.event().header().id().equals(poison);
            scene.happen(5);
            scene.time.advance(Duration.ofMinutes(3));

            assertThat(mail.received).hasSize(4);
            assertThat(scene.waiting()).isEqualTo(1);
            mail.refuses = delivery -> false;
            scene.time.advance(Duration.ofMinutes(5));
            assertThat(mail.received).hasSize(5);
        }
    }

    @Test
    @DisplayName("while everything fails one attempt a minute is made, whatever waits")
    void longOutage_isConstantWork() {
        mail.refuses = delivery -> true;
        try (scene) {
            scene.start();
            scene.happen(50);
            scene.time.advance(Duration.ofHours(1));
            int before = mail.attempts.size();
            scene.time.advance(Duration.ofHours(1));
            assertThat(mail.attempts.size() - before).isBetween(40, 80);

            mail.refuses = delivery -> false;
            scene.time.advance(Duration.ofMinutes(30));
            assertThat(mail.received).hasSize(50);
        }
    }

    @Test
    @DisplayName("ten thousand events wait; the newest beyond that is dropped and counted, and never stored")
    void fullQueue_dropsTheNewest() throws Exception {
        try (scene) {
            scene.start();
            scene.time.delayWorker("notifier-1", Duration.ofDays(300));
            scene.happen(MAX_WAITING + 2);
            scene.time.advance(Duration.ofSeconds(1));

            assertThat(scene.failover().counters().droppedDeliveries()).isEqualTo(2);
            assertThat(scene.waiting()).isEqualTo(MAX_WAITING);
        }
    }

    @Test
    @DisplayName("one notifier that hangs delays no other, and no decision")
    void hangingNotifier_delaysNothing() {
        Recipient chat = scene.recipient("chat");
        scene.time.delayWorker("notifier-1", Duration.ofDays(300));
        try (scene) {
            scene.start();
            scene.prober.endpoint(PRIMARY).goesDown();
            scene.time.advance(Www.DETECTED);

            assertThat(scene.failover().status("www").orElseThrow().generation())
                    .isEqualTo(2);
            assertThat(chat.received).hasAtLeastOneElementOfType(FailoverEvent.FailedOver.class);
            assertThat(mail.received).isEmpty();
        }
    }

    @Test
    @DisplayName("what waits for a notifier that is gone is dropped and counted; for one that is there it is delivered")
    void goneNotifier_isForgotten() throws Exception {
        Recipient chat = scene.recipient("chat");
        mail.refuses = delivery -> true;
        chat.refuses = delivery -> true;
        try (scene) {
            scene.start();
            scene.happen(3);
            scene.time.advance(Duration.ofSeconds(1));
            scene.notifiers.remove("mail");
            chat.refuses = delivery -> false;

            scene.crash();

            assertThat(chat.received).hasSize(3);
            assertThat(scene.failover().counters().droppedDeliveries()).isEqualTo(3);
            assertThat(scene.waiting()).isZero();
        }
    }

    @Test
    @DisplayName("what cannot be read is dropped and counted, and what comes after it is delivered")
    void unreadableEvent_isDropped() throws Exception {
        InMemoryStateStore store = new InMemoryStateStore();
        FailoverEvent good = Specimens.events().get(0);
        store.save(new StoreBatch(
                Map.of(),
                List.of(
                        new StoredEvent(4, "mail", "of-tomorrow", 1, "failed-over\tv=99"),
                        new StoredEvent(5, "mail", "good", 1, EventFormat.text(good))),
                Set.of()));
        scene.store = store;
        try (scene) {
            scene.start();

            assertThat(mail.received).containsExactly(good);
            assertThat(scene.failover().counters().droppedDeliveries()).isEqualTo(1);
            assertThat(scene.waiting()).isZero();
            scene.happens();
            scene.time.advanceUntil(() -> mail.received.size() == 2, Duration.ofSeconds(1));
            assertThat(scene.store.undelivered())
                    .allSatisfy(event -> assertThat(event.number()).isGreaterThan(5))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("many small events make few batches")
    void manyEvents_areStoredTogether() throws IOException {
        UnreliableStore store = new UnreliableStore();
        scene.store = store;
        scene.recipient("chat");
        try (scene) {
            scene.start();
            scene.prober.endpoint(PRIMARY).goesDown();
            scene.time.advance(Duration.ofMinutes(2));
            int before = store.batches().size();
            scene.time.advance(Duration.ofHours(5));

            assertThat(mail.received).hasSizeGreaterThanOrEqualTo(2);
            assertThat(before).isLessThan(12);
            assertThat(store.batches()).hasSize(before);
        }
    }

    private static String nextId(String id) {
        return id.substring(0, id.lastIndexOf('.') + 1) + (numberOf(id) + 1);
    }

    private static int numberOf(String id) {
        return Integer.parseInt(id.substring(id.lastIndexOf('.') + 1));
    }
}
