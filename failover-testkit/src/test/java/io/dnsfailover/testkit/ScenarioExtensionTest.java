package io.dnsfailover.testkit;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.FailoverAssertions.minutes;
import static io.dnsfailover.testkit.FailoverAssertions.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.decision.Command;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each of the classes below is a user's test, run by JUnit inside a test. */
class ScenarioExtensionTest {
    private static final FailoverPolicy WWW = FailoverPolicy.named("www")
            .record("example.com.", "www.example.com.", RecordType.A)
            .primary("192.0.2.10")
            .backup("192.0.2.20")
            .probe(new NamedProbe("any"))
            .build();

    @Test
    @DisplayName("scenarios are closed after the test, and a test that leaves nothing behind passes")
    void goodTest_passes_andIsClosed() {
        TestRun run = TestRun.of(Good.class);

        assertThat(run.messages()).isEmpty();
        assertThat(run.passed()).isEqualTo(1);
        assertThat(run.reported()).isEmpty();
        assertThat(Good.STARTED).hasSize(2).allMatch(scenario -> scenario.pending() == 0);
        assertThat(Good.STARTED)
                .allMatch(scenario -> scenario.failover()
                        .order("www", new Command.Release())
                        .toCompletableFuture()
                        .isCompletedExceptionally());
    }

    @Test
    @DisplayName("a test that fails shows the time line, in the report and under what it threw")
    void failingTest_showsTheTimeline() {
        TestRun run = TestRun.of(Failing.class);

        Throwable failure = run.failures().get("fails");
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasMessage("something of the test's own");
        assertThat(failure.getSuppressed()).singleElement().satisfies(shown -> {
            assertThat(shown).hasMessageContaining("test: 192.0.2.10 goes down");
            assertThat(shown).hasMessageContaining("www: failed over: 192.0.2.10 -> 192.0.2.20");
        });
        assertThat(run.reported())
                .singleElement()
                .satisfies(
                        entry -> assertThat(entry.get(ScenarioExtension.ENTRY)).contains("failed over"));
    }

    @Test
    @DisplayName("a test that ends before its outage came fails: it proves nothing")
    void outageThatNeverCame_fails() {
        TestRun run = TestRun.of(TooShort.class);

        assertThat(run.messages())
                .contains("endsTooSoon: the test ended before 2 of the things that it scheduled happened, the last of "
                        + "them in 4m")
                .contains("let the time pass, or leave them out")
                .contains("this happened in");
    }

    @Test
    @DisplayName("a test without scenarios is left alone, whether it passes or fails")
    void testWithoutScenarios_isLeftAlone() {
        TestRun run = TestRun.of(Without.class);

        assertThat(run.passed()).isEqualTo(1);
        assertThat(run.failures()).containsOnlyKeys("fails");
        assertThat(run.failures().get("fails").getSuppressed()).isEmpty();
        assertThat(run.reported()).isEmpty();
    }

    @Test
    @DisplayName("scenarios of a whole class are refused, with the rule")
    void scenariosOfAClass_areRefused() {
        TestRun run = TestRun.of(ForAll.class);

        assertThat(run.messages()).contains("Scenarios belong to one test");
        assertThat(run.passed()).isZero();
    }

    @ExtendWith(ScenarioExtension.class)
    static class Good {
        static final List<Scenario> STARTED = new ArrayList<>();

        @BeforeEach
        void before(Scenarios scenarios) {
            STARTED.add(scenarios.of(WWW).start());
        }

        @Test
        void passes(Scenarios scenarios) {
            Scenario scenario = scenarios.of(WWW).from("fra1", "ams1").start();
            STARTED.add(scenario);
            scenario.endpoint("192.0.2.10").goesDownBetween(minutes(1), minutes(9));
            scenario.advance(minutes(30));

            assertThat(scenario).failedBackTo("192.0.2.10");
        }
    }

    @ExtendWith(ScenarioExtension.class)
    static class Failing {
        @Test
        void fails(Scenarios scenarios) {
            Scenario scenario = scenarios.of(WWW).start();
            scenario.endpoint("192.0.2.10").goesDown();
            scenario.advance(minutes(2));
            throw new IllegalStateException("something of the test's own");
        }
    }

    @ExtendWith(ScenarioExtension.class)
    static class TooShort {
        @Test
        void endsTooSoon(Scenarios scenarios) {
            Scenario scenario = scenarios.of(WWW).start();
            long first = scenario.time().elapsed().toMillis();
            scenario.endpoint("192.0.2.10").goesDownBetween(minutes(3), minutes(5));
            scenario.advance(seconds(60));
            assertThat(first).isLessThan(1000);
        }
    }

    @ExtendWith(ScenarioExtension.class)
    static class Without {
        @Test
        void passes() {}

        @Test
        void fails() {
            throw new IllegalStateException("something of the test's own");
        }
    }

    @ExtendWith(ScenarioExtension.class)
    static class ForAll {
        @BeforeAll
        static void beforeAll(Scenarios scenarios) {
            assertThat(scenarios).isNull();
        }

        @Test
        void neverRuns() {}
    }
}
