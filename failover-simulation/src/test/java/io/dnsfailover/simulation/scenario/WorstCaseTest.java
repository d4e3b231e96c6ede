package io.dnsfailover.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.policy.FailoverPolicy;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WorstCaseTest {
    static Stream<FailoverPolicy> policies() {
        return ThresholdsPage.policies().stream();
    }

    @ParameterizedTest
    @MethodSource("policies")
    @DisplayName("No outage takes longer than promised, and the worst ones take nearly as long")
    void seen_worstMoments_isJustBelowThePromise(FailoverPolicy policy) {
        for (WorstCase worst : List.of(WorstCase.refusing(policy), WorstCase.silent(policy))) {
            assertThat(worst.seenNanos())
                    .isLessThanOrEqualTo(worst.promisedNanos())
                    .isGreaterThan(worst.promisedNanos() / 100 * 90);
        }
    }
}
