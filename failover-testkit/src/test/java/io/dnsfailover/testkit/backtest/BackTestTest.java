package io.dnsfailover.testkit.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.StandingOrder.Kind;
import io.dnsfailover.health.Damping;
import io.dnsfailover.journal.InMemoryJournal;
import io.dnsfailover.journal.JournalEntry;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.Failback;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.FailoverPolicyBuilder;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Another policy on what really happened. */
class BackTestTest {
    private static final String PRIMARY = "192.0.2.10";
    private static final String BACKUP = "192.0.2.20";

    @Test
    @DisplayName("the policy of the journal itself fares as it did")
    void samePolicy_faresTheSame() {
        List<JournalEntry> entries = told(usual().build(), BackTestTest::oneOutage);

        BackTestReport report = BackTest.of(entries).against(List.of(usual().build()));

        Score then = report.happened("www").orElseThrow();
        Score now = report.candidate("www").orElseThrow();
        assertThat(then.failovers()).isEqualTo(1);
        assertThat(now.failovers()).isEqualTo(1);
        assertThat(now.falseFailovers()).isZero();
        assertThat(now.failbacks()).isEqualTo(then.failbacks()).isEqualTo(1);
        assertThat(report.replay().isSame()).isTrue();
        assertThat(report.replay().recorded()).hasSize(2);
        assertThat(now.unavailable().minus(then.unavailable()).abs()).isLessThan(Duration.ofSeconds(31));
    }

    @Test
    @DisplayName("a policy that asks for more failures detects later and leaves clients longer in the dark")
    void morePatientPolicy_detectsLater() {
        List<JournalEntry> entries = told(usual().build(), BackTestTest::oneOutage);
        FailoverPolicy patient = usual().confirmAfter(Duration.ofSeconds(20))
                .damping(Damping.fall(6))
                .build();

        BackTestReport report = BackTest.of(entries).against(List.of(patient));

        Score then = report.happened("www").orElseThrow();
        Score now = report.candidate("www").orElseThrow();
        assertThat(now.meanDetection()).isGreaterThan(then.meanDetection().plusSeconds(60));
        assertThat(now.unavailable()).isGreaterThan(then.unavailable().plusSeconds(60));
        assertThat(now.longest()).isGreaterThan(then.longest());
    }

    @Test
    @DisplayName("a policy with more patience would have spared a false failover")
    void falseFailover_isSpared() {
        FailoverPolicy hasty = usual().damping(Damping.fall(1)).build();
        List<JournalEntry> entries = told(hasty, scenario -> {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofSeconds(32));
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(20));
        });

        FailoverPolicy patient = usual().confirmAfter(Duration.ofSeconds(20)).build();
        BackTestReport report = BackTest.of(entries).against(List.of(patient));

        Score then = report.happened("www").orElseThrow();
        assertThat(then.failovers()).isEqualTo(1);
        assertThat(then.falseFailovers()).isEqualTo(1);
        assertThat(then.detections()).isEmpty();
        assertThat(report.candidate("www").orElseThrow().failovers()).isZero();
    }

    @Test
    @DisplayName("a backup that the journal does not know is never moved to, and the report says so")
    void unknownBackup_isNeverMovedTo() {
        List<JournalEntry> entries = told(usual().build(), BackTestTest::oneOutage);
        FailoverPolicy other =
                named("www").primary(PRIMARY).backup("198.51.100.99").build();

        BackTestReport report = BackTest.of(entries).against(List.of(other));

        assertThat(report.candidate("www").orElseThrow().failovers()).isZero();
        assertThat(report.remarks()).anyMatch(remark -> remark.contains("198.51.100.99"));
    }

    @Test
    @DisplayName("an operator's order is given again, and is no failover")
    void order_isGivenAgain() {
        List<JournalEntry> entries = told(usual().build(), scenario -> {
            scenario.order(new Command.Force(PRIMARY, Kind.FORCED_DOWN, Duration.ofMinutes(5)));
            scenario.advance(Duration.ofMinutes(30));
        });

        BackTestReport report = BackTest.of(entries).against(List.of(usual().build()));

        for (Score score : List.of(
                report.happened("www").orElseThrow(), report.candidate("www").orElseThrow())) {
            assertThat(score.ordered()).isEqualTo(1);
            assertThat(score.failovers()).isZero();
            assertThat(score.unavailable()).isZero();
        }
    }

    @Test
    @DisplayName("an outage without a failover costs the average client just its length")
    void unavailable_withoutFailover_isTheOutage() {
        FailoverPolicy alone = named("www").primary(PRIMARY).build();
        List<JournalEntry> entries = told(alone, scenario -> {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(10));
            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(10));
        });

        Score score =
                BackTest.of(entries).against(List.of(alone)).happened("www").orElseThrow();

        assertThat(score.unavailable())
                .isBetween(Duration.ofSeconds(568), Duration.ofSeconds(632)); // known to a round at either end
        assertThat(score.longest()).isEqualTo(score.unavailable());
    }

    @Test
    @DisplayName("the time line goes on over restarts and reloads")
    void restart_isPartOfTheTimeLine() {
        List<JournalEntry> entries = told(usual().build(), scenario -> {
            scenario.restart(Duration.ofMinutes(3));
            oneOutage(scenario);
            scenario.reload(usual().ttl(Duration.ofSeconds(20)).build());
            scenario.restart(Duration.ofSeconds(3));
            oneOutage(scenario);
        });

        BackTestReport report = BackTest.of(entries).against(List.of(usual().build()));

        assertThat(report.happened("www").orElseThrow().failovers()).isEqualTo(2);
        assertThat(report.candidate("www").orElseThrow().failovers()).isEqualTo(2);
        assertThat(report.replay().isSame()).isTrue();
    }

    @Test
    @DisplayName("the table holds both sides, the moves and the remarks; the picture both rows")
    void report_showsBothSides() {
        List<JournalEntry> entries = told(usual().build(), BackTestTest::oneOutage);
        FailoverPolicy quick = usual().every(Duration.ofSeconds(5))
                .timeout(Duration.ofSeconds(2))
                .build();

        BackTestReport report = BackTest.of(entries)
                .from(List.of(Location.of("fra1"), Location.of("mars1"), Location.of("ams1")))
                .against(List.of(quick));

        assertThat(report.table())
                .contains("the same byte for byte")
                .contains("www (www.example.com. A)")
                .contains("happened", "candidate")
                .contains("FAILOVER", PRIMARY + " -> " + BACKUP)
                .contains("location mars1 is not in the journal")
                .contains("checks more often than was recorded");
        assertThat(report.svg())
                .startsWith("<svg")
                .contains(">happened<", ">candidate<", "down for")
                .endsWith("</svg>\n");
    }

    @Test
    @DisplayName("a journal without observations is refused")
    void emptyJournal_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackTest.of(List.of()))
                .withMessageContaining("no observations");
    }

    static void oneOutage(Scenario scenario) {
        scenario.advance(Duration.ofMinutes(5));
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(Duration.ofMinutes(10));
        scenario.endpoint(PRIMARY).comesBack();
        scenario.advance(Duration.ofMinutes(20));
    }

    static List<JournalEntry> told(FailoverPolicy policy, Consumer<Scenario> story) {
        InMemoryJournal journal = new InMemoryJournal();
        try (Scenario scenario =
                Scenario.of(policy).from("fra1", "ams1").journaledIn(journal).start()) {
            story.accept(scenario);
        }
        return journal.entries();
    }

    static FailoverPolicyBuilder usual() {
        return named("www").primary(PRIMARY).backup(BACKUP);
    }

    private static FailoverPolicyBuilder named(String name) {
        return FailoverPolicy.named(name)
                .record("example.com.", name + ".example.com.", RecordType.A)
                .probe(new NamedProbe("http", 80))
                .failback(Failback.afterUpFor(Duration.ofMinutes(2)));
    }
}
