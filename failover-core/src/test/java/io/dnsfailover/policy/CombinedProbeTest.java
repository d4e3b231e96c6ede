package io.dnsfailover.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CombinedProbeTest {
    private static final ProbeSpec WEB = new NamedProbe("web", 80);
    private static final ProbeSpec MAIL = new NamedProbe("mail", 25);
    private static final ProbeSpec PING = new NamedProbe("ping");

    @Test
    void rules_areKindsOfOne() {
        assertThat(CombinedProbe.all(WEB, MAIL)).isEqualTo(CombinedProbe.atLeast(2, WEB, MAIL));
        assertThat(CombinedProbe.all(WEB, MAIL).type()).isEqualTo("all");
        assertThat(CombinedProbe.any(WEB, MAIL).type()).isEqualTo("any");
        assertThat(CombinedProbe.atLeast(2, WEB, MAIL, PING).type()).isEqualTo("at-least");
        assertThat(CombinedProbe.all(WEB, MAIL).violations()).isEmpty();
    }

    @Test
    void text_namesRuleAndWeights() {
        assertThat(CombinedProbe.any(WEB, PING))
                .hasToString("any of (NamedProbe[name=web, port=80], NamedProbe[name=ping, port=0])");
        assertThat(CombinedProbe.atLeast(3, WEB).and(2, PING).and(1, MAIL))
                .hasToString("weight 3 of 4 of (NamedProbe[name=web, port=80], 2 x NamedProbe[name=ping, port=0],"
                        + " NamedProbe[name=mail, port=25])");
    }

    @Test
    @DisplayName("the port is that of the first part that has one")
    void port_isThatOfTheFirstPartWithOne() {
        assertThat(CombinedProbe.all(PING, MAIL, WEB).port()).isEqualTo(25);
        assertThat(CombinedProbe.all(PING, PING).port()).isZero();
    }

    @Test
    @DisplayName("every mistake is named with its path")
    void violations_haveTheirPaths() {
        CombinedProbe inner = CombinedProbe.any(WEB, CombinedProbe.any(WEB, MAIL));
        CombinedProbe flawed = new CombinedProbe(
                0, List.of(new CombinedProbe.Part(0, new NamedProbe("x", -1)), new CombinedProbe.Part(101, inner)));

        assertThat(flawed.violations().stream().map(Violation::toString))
                .containsExactly(
                        "needed = 0: must be 1 to the weight of all parts (101)",
                        "parts[0].weight = 0: must be 1 to 100",
                        "parts[0].port = -1: must be 0 to 65535",
                        "parts[1].weight = 101: must be 1 to 100",
                        "parts[1].parts = any: must not combine checks that combine checks");
        assertThat(CombinedProbe.atLeast(3, WEB, MAIL).violations())
                .containsExactly(new Violation("needed", "3", "must be 1 to the weight of all parts (2)"));
    }

    @Test
    void parts_areTwoToSixteen() {
        assertThat(CombinedProbe.all(WEB).violations())
                .containsExactly(new Violation("parts", "1 parts", "must be 2 to 16"));
        assertThat(CombinedProbe.all(times(17)).violations())
                .containsExactly(new Violation("parts", "17 parts", "must be 2 to 16"));
        assertThat(CombinedProbe.all(times(16)).violations()).isEmpty();
        assertThat(CombinedProbe.atLeast(1, WEB, MAIL).and(100, PING).violations())
                .isEmpty();
    }

    @Test
    @DisplayName("a combination may have combinations as parts")
    void nested_isFine() {
        assertThat(CombinedProbe.all(CombinedProbe.any(WEB, MAIL), PING).violations())
                .isEmpty();
    }

    @Test
    void mistakesOfAPart_areItsOwn() {
        ProbeSpec flawed = new FlawedProbe(List.of(new Violation("path", "x", "must be y")));

        assertThat(CombinedProbe.all(WEB, flawed).violations())
                .containsExactly(new Violation("parts[1].path", "x", "must be y"));
    }

    private static ProbeSpec[] times(int count) {
        return Collections.nCopies(count, WEB).toArray(ProbeSpec[]::new);
    }
}
