package io.dnsfailover.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.model.Target;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PolicyPartsTest {
    @Test
    void failback_dwell_isHundredMillisecondsToSevenDays() {
        assertThat(Failback.afterUpFor(Duration.ofMillis(100))).hasToString("after 100ms");
        assertThat(Failback.afterUpFor(Duration.ofDays(7))).hasToString("after 7d");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Failback.afterUpFor(Duration.ofMillis(100).minusNanos(1)))
                .withMessage("failback dwell must be 100ms to 7 days, not 99ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Failback.afterUpFor(Duration.ofDays(7).plusNanos(1)));
    }

    @Test
    void failback_words() {
        assertThat(Failback.automatic()).isEqualTo(Failback.automatic()).hasToString("automatic");
        assertThat(Failback.manual()).isEqualTo(Failback.manual()).hasToString("manual");
        assertThat(Failback.never()).isEqualTo(Failback.never()).hasToString("never");
    }

    @Test
    void allDown_words() {
        assertThat(AllDown.keepLast()).isEqualTo(AllDown.keepLast()).hasToString("keep-last");
        assertThat(AllDown.primary()).isEqualTo(AllDown.primary()).hasToString("primary");
        assertThat(AllDown.all()).isEqualTo(AllDown.all()).hasToString("all");
        assertThat(AllDown.lastResort("192.0.2.9"))
                .isEqualTo(new AllDown.LastResort(Target.parse("192.0.2.9")))
                .hasToString("last-resort 192.0.2.9");
        assertThatIllegalArgumentException().isThrownBy(() -> AllDown.lastResort("sorry"));
    }

    @Test
    void moveBudget_ranges() {
        assertThat(new MoveBudget(1, Duration.ofSeconds(1))).hasToString("1 per 1s");
        assertThat(new MoveBudget(1000, Duration.ofDays(7))).hasToString("1000 per 7d");
        assertThat(MoveBudget.DEFAULT).isEqualTo(new MoveBudget(3, Duration.ofMinutes(10)));
        for (int moves : new int[] {0, -1, 1001}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MoveBudget(moves, Duration.ofMinutes(1)))
                    .withMessage("a move budget has 1 to 1000 moves, not " + moves);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoveBudget(1, Duration.ofMillis(999)))
                .withMessage("a move budget has a window of 1s to 7 days, not 999ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MoveBudget(1, Duration.ofDays(7).plusNanos(1)));
    }

    @Test
    void namedProbe_isItsNameAndPort() {
        assertThat(new NamedProbe("own")).isEqualTo(new NamedProbe("own", 0));
        assertThat(new NamedProbe("own", 25).type()).isEqualTo("own");
        assertThat(new NamedProbe("own", 0).violations()).isEmpty();
        assertThat(new NamedProbe("own", 65535).violations()).isEmpty();
    }

    @Test
    @DisplayName("foreign text in a value is escaped once, however often the violation is passed on")
    void violation_foreignValue_isShownEscapedOnce() {
        Violation violation = new Violation("body", "a\\d\n", "must be one line");

        assertThat(violation).hasToString("body = a\\\\d\\u000a: must be one line");
        assertThat(violation.under("probe.")).hasToString("probe.body = a\\\\d\\u000a: must be one line");
        assertThat(violation.under("probe.").under("www: "))
                .hasToString("www: probe.body = a\\\\d\\u000a: must be one line");
        assertThat(violation.under("probe.").property()).isEqualTo("probe.body");
        assertThat(violation.under("probe.").rule()).isEqualTo("must be one line");
    }

    @Test
    void exception_namesEveryViolation() {
        Violation one = new Violation("a", "1", "must be 2");
        Violation two = new Violation("b", "3", "must be 4");

        assertThat(new InvalidPolicyException("www", List.of(one)))
                .hasMessage("policy 'www' breaks 1 rule\n  a = 1: must be 2");
        assertThat(new InvalidPolicyException("www", List.of(one, two)))
                .hasMessage("policy 'www' breaks 2 rules\n  a = 1: must be 2\n  b = 3: must be 4")
                .satisfies(e -> assertThat(e.violations()).containsExactly(one, two));
    }

    @Test
    @DisplayName("a name with a line break, which is a mistake itself, forges no line of a log")
    void messages_foreignName_isShownEscaped() {
        FailoverPolicyBuilder builder = FailoverPolicy.named("w\nforged").ttl(Duration.ofSeconds(1));

        assertThatIllegalStateException()
                .isThrownBy(() -> builder.ttl(Duration.ofSeconds(1)))
                .withMessage("policy 'w\\u000aforged': ttl was already set");
        assertThat(new InvalidPolicyException("w\nforged", List.of()))
                .hasMessage("policy 'w\\u000aforged' breaks 0 rules");
    }
}
