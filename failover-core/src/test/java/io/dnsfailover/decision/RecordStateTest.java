package io.dnsfailover.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.decision.RecordState.Notice;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RecordStateTest {
    private static final FailoverPolicy POLICY = Scene.policy().build();
    private static final Moment NOW = new Moment(1000, Instant.EPOCH);
    private static final Moment LATER = new Moment(2000, Instant.EPOCH.plusSeconds(1));
    private static final EndpointState UNSEEN = new EndpointState(Verdict.UNDECIDED, NOW, null);
    private static final StandingOrder HELD = StandingOrder.from(StandingOrder.Kind.HELD, null, NOW);
    private static final StandingOrder FORCED = StandingOrder.from(StandingOrder.Kind.FORCED_UP, null, NOW);
    private static final EndpointState DOWN = new EndpointState(Verdict.DOWN, NOW, FORCED);

    /** A state in which every part is something. */
    private static RecordState full() {
        return new RecordState(
                7,
                Holding.of(POLICY.endpoints().get(1)),
                Map.of("p", DOWN, "b1", UNSEEN, "b2", UNSEEN),
                HELD,
                true,
                9,
                new Verification("b2", true, 9, NOW, 3000),
                Map.of("p", 5000L),
                List.of(1L, 2L),
                Notice.HELD);
    }

    @Test
    void initial_knowsNothingButWhatItHolds() {
        RecordState initial = RecordState.initial(POLICY, Holding.of(POLICY.primary()), 3, NOW);

        assertThat(initial)
                .isEqualTo(new RecordState(
                        3,
                        Holding.of(POLICY.primary()),
                        Map.of("p", UNSEEN, "b1", UNSEEN, "b2", UNSEEN),
                        null,
                        false,
                        0,
                        null,
                        Map.of(),
                        List.of(),
                        Notice.NONE));
    }

    @Test
    @DisplayName(
            "under a changed policy what is remembered of endpoints that stay is kept, and what was under way ends")
    void under_aChangedPolicy() {
        FailoverPolicy changed = Scene.custom().build().toBuilder()
                .primary(Endpoint.of("192.0.2.9").named("new"))
                .backup(Endpoint.of("192.0.2.1").named("p"))
                .build();

        RecordState after = full().under(changed, LATER);

        assertThat(after)
                .isEqualTo(new RecordState(
                        7,
                        full().holding(),
                        Map.of(
                                "new", new EndpointState(Verdict.UNDECIDED, LATER, null),
                                "b1", UNSEEN,
                                "b2", UNSEEN,
                                "p", DOWN),
                        HELD,
                        true,
                        9,
                        null,
                        Map.of(),
                        List.of(1L, 2L),
                        Notice.HELD));
    }

    @Test
    void under_aPolicyWithoutAnEndpoint_forgetsIt() {
        FailoverPolicy smaller = FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary(Endpoint.of("192.0.2.1").named("p"))
                .probe(POLICY.probe())
                .build();

        assertThat(full().under(smaller, LATER).endpoints()).isEqualTo(Map.of("p", DOWN));
    }

    @Test
    void moved_isTheNextGenerationWithNothingUnderWay() {
        Holding next = Holding.of(POLICY.primary());

        assertThat(full().moved(next))
                .isEqualTo(new RecordState(
                        8,
                        next,
                        full().endpoints(),
                        HELD,
                        false,
                        9,
                        null,
                        Map.of("p", 5000L),
                        List.of(1L, 2L),
                        Notice.HELD));
    }

    @Test
    void adopted_takesTheNewerGenerationAndEndsTheCheck() {
        Holding held = Holding.of(POLICY.endpoints().get(2));

        assertThat(full().adopted(held, 42))
                .isEqualTo(new RecordState(
                        42,
                        held,
                        full().endpoints(),
                        HELD,
                        true,
                        9,
                        null,
                        Map.of("p", 5000L),
                        List.of(1L, 2L),
                        Notice.HELD));
    }

    @Test
    void remembering_takesEndpointsAndHold() {
        RecordState initial = RecordState.initial(POLICY, Holding.of(POLICY.primary()), 3, NOW);

        RecordState after = initial.remembering(Map.of("p", DOWN), HELD, initial.moves());

        assertThat(after.endpoints()).isEqualTo(Map.of("p", DOWN));
        assertThat(after.hold()).isEqualTo(HELD);
        assertThat(after.generation()).isEqualTo(3);
    }

    @Test
    void verifying_keepsTheNumberOfTheLastAsk() {
        RecordState asked = full().verifying(new Verification("p", true, 10, NOW, 1));

        assertThat(asked.lastAsk()).isEqualTo(10);
        assertThat(asked.verifying(null).lastAsk()).isEqualTo(10);
        assertThat(asked.verifying(null).verification()).isNull();
    }

    @Test
    void collections_areCopiesThatNobodyChanges() {
        Map<String, EndpointState> endpoints = new HashMap<>(Map.of("p", DOWN));
        Map<String, Long> rejected = new HashMap<>(Map.of("p", 1L));
        List<Long> moves = new ArrayList<>(List.of(1L));
        RecordState state = new RecordState(
                1, Holding.of(POLICY.primary()), endpoints, null, false, 0, null, rejected, moves, Notice.NONE);
        endpoints.clear();
        rejected.clear();
        moves.clear();

        assertThat(state.endpoints()).hasSize(1);
        assertThat(state.rejected()).hasSize(1);
        assertThat(state.moves()).hasSize(1);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> state.endpoints().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> state.rejected().clear());
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> state.moves().clear());
    }

    @Test
    void endpoint_unknown_isRefused() {
        assertThat(full().endpoint("p")).isEqualTo(DOWN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> full().endpoint("nobody"))
                .withMessage("there is no endpoint 'nobody'");
    }
}
