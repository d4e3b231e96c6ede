package io.dnsfailover.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.PatientNotifier;
import io.dnsfailover.testkit.contract.Specimens;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A notifier that takes events now and settles them later. */
class PatientDeliveryTest {
    private final DeliveryScene scene = new DeliveryScene();
    private final Digest digest = new Digest();

    PatientDeliveryTest() {
        scene.notifiers.put("digest", digest);
    }

    /** Gathers. */
    private static final class Digest implements PatientNotifier {
        final List<Delivery> taken = new ArrayList<>();
        final List<CompletableFuture<Void>> open = new ArrayList<>();
        boolean returnsNothing;

        @Override
        public @Nullable CompletionStage<Void> take(Delivery delivery) throws IOException {
            if (DeliveryScene.isOfTheStart(delivery)) {
                return CompletableFuture.completedFuture(null);
            }
            taken.add(delivery);
            if (returnsNothing) {
                return null;
            }
            open.add(new CompletableFuture<>());
            return open.get(open.size() - 1);
        }

        @Override
        public void close() {}
    }

    @Test
    @DisplayName(
            "events are taken one after another without waiting; what is open stays in the store until it is settled, in any order")
    void open_staysStored() throws Exception {
        try (scene) {
            scene.start();
            scene.happen(3);
            scene.time.advance(Duration.ofHours(30));
            assertThat(digest.taken).extracting(Delivery::attempt).containsExactly(1, 1, 1);
            assertThat(scene.waiting()).isEqualTo(3);

            digest.open.get(2).complete(null);
            digest.open.get(0).complete(null);
            scene.time.advance(Duration.ofSeconds(1));

            assertThat(scene.store.undelivered())
                    .singleElement()
                    .satisfies(left -> assertThat(left.eventId())
                            .isEqualTo(digest.taken.get(1).event().header().id()));
            assertThat(scene.failover().counters().droppedDeliveries()).isZero();
        }
    }

    @Test
    @DisplayName("what was open at a crash is taken again, with the same id and the next attempt")
    void crash_takesAgain() throws Exception {
        try (scene) {
            scene.start();
            scene.happen(2);
            scene.time.advance(Duration.ofSeconds(1));
            digest.open.get(0).complete(null);
            scene.time.advance(Duration.ofSeconds(1));

            scene.crash();

            assertThat(digest.taken).hasSize(3);
            assertThat(digest.taken.get(2).event())
                    .isEqualTo(digest.taken.get(1).event());
            assertThat(digest.taken.get(2).attempt()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName(
            "a stage that fails is an attempt that failed: the event is taken again later, and the others go on meanwhile")
    void failedStage_isTakenAgain() throws Exception {
        try (scene) {
            scene.start();
            scene.happens();
            scene.time.advance(Duration.ofSeconds(1));
            digest.open.get(0).completeExceptionally(new IOException("451 greylisted"));
            scene.happens();
            scene.time.advance(Duration.ofSeconds(5));

            assertThat(digest.taken).extracting(Delivery::attempt).containsExactlyInAnyOrder(1, 1, 2);
            digest.open.forEach(stage -> stage.complete(null));
            scene.time.advance(Duration.ofSeconds(1));
            assertThat(scene.waiting()).isZero();
        }
    }

    @Test
    @DisplayName("a notifier that returns no stage has taken nothing")
    void noStage_isAFailure() throws Exception {
        digest.returnsNothing = true;
        try (scene) {
            scene.start();
            scene.happens();
            scene.time.advance(Duration.ofSeconds(1));
            assertThat(digest.taken).isNotEmpty();
            assertThat(scene.waiting()).isEqualTo(1);

            digest.returnsNothing = false;
            scene.time.advance(Duration.ofMinutes(1));
            digest.open.get(0).complete(null);
            scene.time.advance(Duration.ofSeconds(1));
            assertThat(scene.waiting()).isZero();
        }
    }

    @Test
    @DisplayName("what is settled after the end is not heard: it is taken again")
    void settledAfterClose_isNotHeard() throws Exception {
        try (scene) {
            scene.start();
            scene.happens();
            scene.time.advance(Duration.ofSeconds(1));
            scene.failover().close();
            digest.open.get(0).complete(null);
            scene.time.advance(Duration.ofSeconds(1));

            scene.start();

            assertThat(digest.taken).hasSize(2);
        }
    }

    @Test
    @DisplayName("open events count among the ten thousand")
    void open_isBounded() {
        try (scene) {
            scene.start();
            scene.happen(10_003);
            scene.time.advance(Duration.ofMinutes(1));

            assertThat(digest.taken).hasSize(10_000);
            assertThat(scene.failover().counters().droppedDeliveries()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("in the hands of somebody who knows a plain notifier only, it waits until the event is settled")
    void deliver_waits() throws Exception {
        PatientNotifier settles = new Settled(CompletableFuture.completedFuture(null));
        settles.deliver(new Delivery(Specimens.events().get(0), 1));

        PatientNotifier fails = new Settled(CompletableFuture.failedFuture(new IOException("no route")));
        assertThatThrownBy(() -> fails.deliver(new Delivery(Specimens.events().get(0), 1)))
                .isInstanceOf(IOException.class)
                .hasMessage("no route");
    }

    private record Settled(CompletionStage<Void> stage) implements PatientNotifier {
        @Override
        public CompletionStage<Void> take(Delivery delivery) {
            return stage;
        }

        @Override
        public void close() {}
    }
}
