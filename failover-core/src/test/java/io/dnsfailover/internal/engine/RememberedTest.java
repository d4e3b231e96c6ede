package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.EndpointState;
import io.dnsfailover.decision.Holding;
import io.dnsfailover.decision.RecordState;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.decision.StandingOrder.Kind;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.spi.StoredState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RememberedTest {
    private static final FailoverPolicy POLICY = FailoverPolicy.named("www")
            .record("example.com.", "www.example.com.", RecordType.A)
            .primary(Endpoint.of("192.0.2.1").named("p"))
            .backup(Endpoint.of("192.0.2.2").named("b1"))
            .backup(Endpoint.of("192.0.2.3").named("b2"))
            .probe(new NamedProbe("own"))
            .build();
    private static final Holding HOLDING = Holding.of(POLICY.endpoints().get(1));
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
    private static final Moment BEFORE = new Moment(7_000_000_000L, NOON);
    private static final StandingOrder ENDLESS = StandingOrder.from(Kind.FORCED_UP, null, BEFORE);
    private static final StandingOrder FOR_AN_HOUR = StandingOrder.from(Kind.FORCED_DOWN, Duration.ofHours(1), BEFORE);
    private static final StandingOrder HELD = StandingOrder.from(Kind.HELD, Duration.ofHours(2), BEFORE);

    private static RecordState state(Map<String, EndpointState> endpoints, StandingOrder hold) {
        return new RecordState(
                5, HOLDING, endpoints, hold, true, 9, null, Map.of("p", 1L), List.of(), RecordState.Notice.HELD);
    }

    private static StoredState stored(
            Holding holding, Set<String> down, Map<String, StandingOrder> orders, StandingOrder hold) {
        return new StoredState(POLICY.record(), 5, holding, down, orders, hold, List.of());
    }

    private static EndpointState endpoint(Verdict measured, StandingOrder override) {
        return new EndpointState(measured, BEFORE, override);
    }

    @Test
    void of_keepsWhatMustNotBeForgotten() {
        RecordState state = state(
                Map.of(
                        "p", endpoint(Verdict.DOWN, null),
                        "b1", endpoint(Verdict.UP, FOR_AN_HOUR),
                        "b2", endpoint(Verdict.UNDECIDED, ENDLESS)),
                HELD);

        assertThat(Remembered.of(state, POLICY.record(), BEFORE))
                .isEqualTo(stored(HOLDING, Set.of("p"), Map.of("b1", FOR_AN_HOUR, "b2", ENDLESS), HELD));
    }

    @Test
    void of_anEndpointThatIsDownAndForced_keepsBoth() {
        RecordState state = state(Map.of("p", endpoint(Verdict.DOWN, ENDLESS)), null);

        assertThat(Remembered.of(state, POLICY.record(), BEFORE))
                .isEqualTo(stored(HOLDING, Set.of("p"), Map.of("p", ENDLESS), null));
    }

    @Test
    @DisplayName(
            "what was down is down, what was forced is forced until the same wall-clock time, and the rest is not known")
    void restored_underAnotherOriginOfTheMonotonicClock() {
        Moment now = new Moment(-3, NOON.plus(Duration.ofMinutes(15)));
        StoredState stored =
                stored(HOLDING, Set.of("p", "gone"), Map.of("b1", FOR_AN_HOUR, "b2", ENDLESS, "gone", ENDLESS), HELD);

        RecordState restored = Remembered.restored(RecordState.initial(POLICY, HOLDING, 5, now), stored, now);

        assertThat(restored)
                .isEqualTo(new RecordState(
                        5,
                        HOLDING,
                        Map.of(
                                "p", new EndpointState(Verdict.DOWN, now, null),
                                "b1",
                                        new EndpointState(
                                                Verdict.UNDECIDED,
                                                now,
                                                new StandingOrder(
                                                        Kind.FORCED_DOWN,
                                                        -3
                                                                + Duration.ofMinutes(45)
                                                                        .toNanos(),
                                                        FOR_AN_HOUR.until())),
                                "b2", new EndpointState(Verdict.UNDECIDED, now, ENDLESS)),
                        new StandingOrder(
                                Kind.HELD, -3 + Duration.ofMinutes(105).toNanos(), HELD.until()),
                        false,
                        0,
                        null,
                        Map.of(),
                        List.of(),
                        RecordState.Notice.NONE));
    }

    @Test
    void restored_withoutAHold_hasNone() {
        StoredState stored = stored(HOLDING, Set.of(), Map.of(), null);
        RecordState initial = RecordState.initial(POLICY, HOLDING, 5, BEFORE);

        assertThat(Remembered.restored(initial, stored, BEFORE)).isEqualTo(initial);
    }

    @Test
    @DisplayName("storing and restoring at the same moment loses nothing of what is stored")
    void restored_thenStored_isTheSame() {
        StoredState stored = stored(HOLDING, Set.of("p", "b2"), Map.of("b1", FOR_AN_HOUR, "b2", ENDLESS), HELD);

        RecordState restored = Remembered.restored(RecordState.initial(POLICY, HOLDING, 5, BEFORE), stored, BEFORE);

        assertThat(Remembered.of(restored, POLICY.record(), BEFORE)).isEqualTo(stored);
    }

    @Test
    @DisplayName(
            "a restart does not refill the budget of moves: what is stored by the wall clock counts by the monotonic one")
    void moves_surviveARestart() {
        RecordState moved = RecordState.initial(POLICY, HOLDING, 5, BEFORE)
                .remembering(Map.of(), null, List.of(BEFORE.nanos() - 2_000_000_000L, BEFORE.nanos()));
        StoredState stored = Remembered.of(moved, POLICY.record(), BEFORE);
        assertThat(stored.moves()).containsExactly(NOON.minusSeconds(2), NOON);

        Moment now = new Moment(-3, NOON.plusSeconds(60));
        RecordState restored = Remembered.restored(RecordState.initial(POLICY, HOLDING, 5, now), stored, now);

        assertThat(restored.moves()).containsExactly(-3 - 62_000_000_000L, -3 - 60_000_000_000L);
    }

    @Test
    @DisplayName("a wall clock that was set back or far ahead over the restart breaks nothing")
    void moves_afterAStepOfTheWallClock() {
        StoredState stored = new StoredState(
                POLICY.record(),
                5,
                HOLDING,
                Set.of(),
                Map.of(),
                null,
                List.of(NOON, Instant.EPOCH.minusSeconds(1L << 40)));

        RecordState restored = Remembered.restored(
                RecordState.initial(POLICY, HOLDING, 5, BEFORE), stored, new Moment(5, NOON.minusSeconds(3600)));

        assertThat(restored.moves())
                .containsExactly(5L, 5 - Duration.ofDays(365).toNanos());
    }

    @Test
    @DisplayName("of a policy that changes before its record began, what was down somewhere else is not down")
    void carriedOver_ofWhatIsNotTakenUpYet_forgetsEndpointsThatMoved() {
        FailoverPolicy next = FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary(Endpoint.of("192.0.2.1").named("p"))
                .backup(Endpoint.of("192.0.2.99").named("b1"))
                .probe(new NamedProbe("own"))
                .build();

        StoredState after = Remembered.carriedOver(
                stored(HOLDING, Set.of("p", "b1", "b2"), Map.of("b1", ENDLESS), HELD), POLICY, next);

        assertThat(after).isEqualTo(stored(HOLDING, Set.of("p"), Map.of("b1", ENDLESS), HELD));
    }
}
