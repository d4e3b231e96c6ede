package io.dnsfailover.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HealthTest {
    private static final int MAX_LENGTH = 8;

    static List<Damping> dampings() {
        List<Damping> all = new ArrayList<>();
        for (int fall = 1; fall <= 3; fall++) {
            for (int ok = 1; ok <= 3; ok++) {
                for (int rise = 1; rise <= 3; rise++) {
                    all.add(new Damping(fall, ok, rise));
                }
            }
        }
        all.add(Damping.DEFAULT);
        all.add(new Damping(5, 1, 4));
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dampings")
    @DisplayName("every history of up to 8 checks leads where the prose of the rule says")
    void next_everyShortHistory_agreesWithTheReference(Damping damping) {
        ReferenceHealth reference = new ReferenceHealth(damping);

        int unknown = walk(Health.UNKNOWN, "", 0, damping, reference::afterUnknown);
        int down = walk(Health.DOWN, "", 0, damping, reference::afterDown);

        assertThat(unknown + down).isEqualTo(2 * 9841);
    }

    private interface Reference {
        Health after(String history);
    }

    private static int walk(Health health, String history, int length, Damping damping, Reference reference) {
        if (!health.equals(reference.after(history))) {
            assertThat(health).as("%s after %s", damping, history).isEqualTo(reference.after(history));
        }
        if (length == MAX_LENGTH) {
            return 1;
        }
        int seen = 1;
        seen += walk(health.next(Outcome.PASS, damping), history + "P", length + 1, damping, reference);
        seen += walk(health.next(Outcome.FAIL, damping), history + "F", length + 1, damping, reference);
        seen += walk(health.next(Outcome.INCONCLUSIVE, damping), history, length + 1, damping, reference);
        return seen;
    }

    @ParameterizedTest(name = "{0} leads to {1}")
    @CsvSource({
        "'', UNKNOWN, 0, 0",
        "P, UP, 0, 0",
        "PPPPPP, UP, 0, 0",
        "F, UNKNOWN, 1, 0",
        "FF, UNKNOWN, 2, 0",
        "FFF, DOWN, 0, 0",
        "FP, SUSPECT, 1, 1",
        "PF, SUSPECT, 1, 0",
        "PFPP, SUSPECT, 1, 2",
        "PFPPP, UP, 0, 0",
        "PFPPF, SUSPECT, 2, 0",
        "PFPPFPPF, DOWN, 0, 0",
        "PFFPPPF, SUSPECT, 1, 0",
        "PFFF, DOWN, 0, 0",
        "FFFPPPP, RECOVERING, 0, 4",
        "FFFPPPPF, DOWN, 0, 0",
        "FFFPPPPFPPPP, RECOVERING, 0, 4",
        "FFFPPPPP, UP, 0, 0",
        "FFFPPPPPF, SUSPECT, 1, 0"
    })
    void next_byDefaultDamping_examples(String history, HealthState state, int failures, int passes) {
        assertThat(after(history, Damping.DEFAULT)).isEqualTo(new Health(state, failures, passes));
    }

    @Test
    @DisplayName("an endpoint that fails two checks of three goes DOWN, and stays it")
    void next_twoFailuresOfThree_isDown() {
        assertThat(after("P" + "FFP".repeat(2), Damping.DEFAULT).state()).isEqualTo(HealthState.RECOVERING);
        assertThat(after("P" + "FFPF", Damping.DEFAULT)).isEqualTo(Health.DOWN);
        for (int rounds = 2; rounds < 200; rounds++) {
            assertThat(after("P" + "FFP".repeat(rounds), Damping.DEFAULT).state())
                    .isIn(HealthState.DOWN, HealthState.RECOVERING);
        }
    }

    @Test
    @DisplayName("an inconclusive check changes nothing, in any state, not even the object")
    void next_inconclusive_isTheSame() {
        for (String history : List.of("", "P", "F", "PF", "PFP", "FFF", "FFFP")) {
            Health health = after(history, Damping.DEFAULT);

            assertThat(health.next(Outcome.INCONCLUSIVE, Damping.DEFAULT)).isSameAs(health);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', false",
        "P, false",
        "F, true",
        "FF, true",
        "PF, true",
        "PFP, true",
        "FFF, false",
        "FFFP, true",
        "PFPPP, false"
    })
    void changePending_isTrueWhileAChangeIsInTheAir(String history, boolean pending) {
        assertThat(after(history, Damping.DEFAULT).changePending()).isEqualTo(pending);
    }

    @Test
    void changePending_ofAState_isTrueForSuspectAndRecovering() {
        assertThat(HealthState.values())
                .filteredOn(HealthState::changePending)
                .containsExactly(HealthState.SUSPECT, HealthState.RECOVERING);
    }

    private static Health after(String history, Damping damping) {
        Health health = Health.UNKNOWN;
        for (int i = 0; i < history.length(); i++) {
            health = health.next(history.charAt(i) == 'P' ? Outcome.PASS : Outcome.FAIL, damping);
        }
        return health;
    }
}
