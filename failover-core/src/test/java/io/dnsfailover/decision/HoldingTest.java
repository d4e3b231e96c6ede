package io.dnsfailover.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Target;
import io.dnsfailover.policy.FailoverPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class HoldingTest {
    private static final FailoverPolicy POLICY = Scene.policy().build();
    private static final Target ONE = Target.parse("192.0.2.1");
    private static final Target TWO = Target.parse("192.0.2.2");

    @Test
    void single_isItsEndpoint() {
        Holding holding = Holding.of(POLICY.primary());

        assertThat(holding).isEqualTo(new Holding.Single("p", ONE)).hasToString("p 192.0.2.1");
        assertThat(holding.published()).containsExactly(ONE);
        assertThat(holding.endpoint(POLICY)).contains(POLICY.primary());
        assertThat(new Holding.Single("192.0.2.1", ONE)).hasToString("192.0.2.1");
    }

    @Test
    @DisplayName("an endpoint that the policy dropped stays published and is no endpoint any more")
    void single_dropped_isPublishedStill() {
        Holding holding = new Holding.Single("gone", TWO);

        assertThat(holding.endpoint(POLICY)).isEmpty();
        assertThat(holding.recordSet(POLICY))
                .isEqualTo(RecordSet.of(POLICY.record(), POLICY.ttl(), List.of("192.0.2.2")));
    }

    @Test
    void everything_isACopyOfAllTargets() {
        List<Target> targets = new ArrayList<>(List.of(TWO, ONE));
        Holding.Everything holding = new Holding.Everything(targets);
        targets.clear();

        assertThat(holding.published()).containsExactly(TWO, ONE);
        assertThat(holding.endpoint(POLICY)).isEmpty();
        assertThat(holding.recordSet(POLICY).rdata()).containsExactly("192.0.2.1", "192.0.2.2");
        assertThat(holding).hasToString("all [192.0.2.2, 192.0.2.1]");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> holding.targets().clear());
    }

    @Test
    void lastResort_isItsTarget() {
        Holding holding = new Holding.LastResort(ONE);

        assertThat(holding.published()).containsExactly(ONE);
        assertThat(holding.endpoint(POLICY)).isEmpty();
        assertThat(holding).hasToString("last resort 192.0.2.1").isNotEqualTo(Holding.of(POLICY.primary()));
    }
}
