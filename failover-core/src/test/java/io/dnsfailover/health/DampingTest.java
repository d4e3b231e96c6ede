package io.dnsfailover.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DampingTest {
    @Test
    void default_isThreeThreeFive() {
        assertThat(Damping.DEFAULT).isEqualTo(new Damping(3, 3, 5)).hasToString("fall 3, ok 3, rise 5");
    }

    @Test
    void fluent_changesOneThresholdEach() {
        assertThat(Damping.fall(7)).isEqualTo(new Damping(7, 3, 5));
        assertThat(Damping.fall(7).ok(8)).isEqualTo(new Damping(7, 8, 5));
        assertThat(Damping.fall(7).rise(9)).isEqualTo(new Damping(7, 3, 9));
        assertThat(Damping.fall(7).ok(8).rise(9)).isEqualTo(new Damping(7, 8, 9));
    }

    @Test
    void thresholds_inRange_areKept() {
        assertThat(new Damping(1, 1, 1)).isNotEqualTo(new Damping(1000, 1000, 1000));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void thresholds_outOfRange_areRefusedByName(int value) {
        String rule = " must be 1 to 1000, not " + value;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Damping(value, 1, 1))
                .withMessage("damping.fall" + rule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Damping(1, value, 1))
                .withMessage("damping.ok" + rule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Damping(1, 1, value))
                .withMessage("damping.rise" + rule);
    }
}
