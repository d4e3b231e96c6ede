package io.dnsfailover.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.quorum.Doubt.Cause;
import io.dnsfailover.quorum.Doubt.Controls;
import io.dnsfailover.quorum.Doubt.Networks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoubtTest {
    private static final Controls MIXED = new Controls(4, 2, 2, 2); // neither most fail nor most answer

    @ParameterizedTest(name = "{0} fail, {1} answer: {2}")
    @CsvSource({
        "0, 0, NONE",
        "0, 9, NONE",
        "1, 0, NONE",
        "2, 0, NONE",
        "3, 0, NETWORKS",
        "3, 1, NONE",
        "4, 1, NETWORKS",
        "4, 2, NONE",
        "8, 2, NETWORKS",
        "79, 21, NONE",
        "80, 20, NETWORKS",
        "50000, 50000, NONE",
        "80000000, 20000000, NETWORKS"
    })
    @DisplayName("by default four of five networks fail, and three at least")
    void judge_byNetworks(int failing, int answering, Cause cause) {
        assertThat(Doubt.DEFAULT.judge(new Networks(failing, answering), Controls.NONE))
                .isEqualTo(cause);
        assertThat(Doubt.DEFAULT.judge(new Networks(failing, answering), MIXED)).isEqualTo(cause);
    }

    @Test
    @DisplayName("for every small number of networks, doubt is a matter of share and minimum and of nothing else")
    void judge_everySmallHost_followsTheRule() {
        for (int share = 51; share <= 100; share++) {
            for (int minimum = 2; minimum <= 6; minimum++) {
                Doubt doubt = new Doubt(share, minimum);
                for (int failing = 0; failing <= 8; failing++) {
                    for (int answering = 0; answering <= 8; answering++) {
                        boolean expected =
                                failing >= minimum && (double) failing / (failing + answering) >= share / 100.0 - 1e-9;
                        assertThat(doubt.judge(new Networks(failing, answering), Controls.NONE))
                                .isEqualTo(expected ? Cause.NETWORKS : Cause.NONE);
                    }
                }
            }
        }
    }

    @ParameterizedTest(name = "of {0} controls {1} fail, {2} answer in {3} networks: {4}")
    @CsvSource({
        "2, 1, 1, 1, NETWORKS",
        "2, 2, 0, 0, CONTROLS",
        "3, 1, 2, 2, NONE",
        "3, 1, 2, 1, NETWORKS",
        "3, 2, 1, 1, CONTROLS",
        "3, 0, 1, 1, NETWORKS",
        "4, 2, 2, 2, NETWORKS",
        "4, 3, 1, 1, CONTROLS",
        "4, 0, 3, 2, NONE",
        "4, 0, 3, 1, NETWORKS"
    })
    @DisplayName("when every network fails: most controls fail, most answer from two networks, or they say nothing")
    void judge_byControls_whenEverythingFails(int all, int failing, int answering, int networks, Cause cause) {
        Controls controls = new Controls(all, failing, answering, networks);

        assertThat(Doubt.DEFAULT.judge(new Networks(5, 0), controls)).isEqualTo(cause);
        assertThat(Doubt.DEFAULT.judge(new Networks(0, 5), controls))
                .isEqualTo(cause == Cause.CONTROLS ? Cause.CONTROLS : Cause.NONE);
    }

    @ParameterizedTest(name = "{0} fail, {1} answer: calm {2}")
    @CsvSource({
        "0, 0, false",
        "0, 5, true",
        "1, 0, false",
        "2, 3, false",
        "39, 61, true",
        "40, 60, false",
        "3, 0, false"
    })
    @DisplayName("calm is less than half of what makes a doubt, even below the minimum")
    void isCalm_belowHalfOfTheShare(int failing, int answering, boolean calm) {
        assertThat(Doubt.DEFAULT.isCalm(new Networks(failing, answering), Controls.NONE))
                .isEqualTo(calm);
        assertThat(Doubt.DEFAULT.isCalm(new Networks(failing, answering), new Controls(2, 2, 0, 0)))
                .isFalse();
    }

    @Test
    void needsWitness_fromTheMinimumOn() {
        assertThat(Doubt.DEFAULT.needsWitness(2)).isFalse();
        assertThat(Doubt.DEFAULT.needsWitness(3)).isTrue();
    }

    @Test
    void ranges_areChecked() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Doubt(50, 3))
                .withMessage("a doubt has a share of 51 to 100 percent, not 50");
        assertThatIllegalArgumentException().isThrownBy(() -> new Doubt(101, 3));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Doubt(80, 1))
                .withMessage("a doubt has a minimum of 2 to 1000000 networks, not 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Doubt(80, 1_000_001));
        assertThat(new Doubt(51, 2)).hasToString("51 percent, at least 2 networks");
        assertThat(new Doubt(100, 1_000_000)).hasToString("100 percent, at least 1000000 networks");
    }
}
