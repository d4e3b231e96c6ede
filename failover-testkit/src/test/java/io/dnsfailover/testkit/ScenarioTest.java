package io.dnsfailover.testkit;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.FailoverAssertions.hours;
import static io.dnsfailover.testkit.FailoverAssertions.minutes;
import static io.dnsfailover.testkit.FailoverAssertions.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.Reconciliation;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The words of a story, each in one story that would go another way without it. */
@ExtendWith(ScenarioExtension.class)
class ScenarioTest {
    /** Name servers are only read to write them. */
    private static final Reconciliation SELDOM = new Reconciliation(Duration.ofDays(1), 1, Duration.ofMinutes(30));

    private static final String PRIMARY = "192.0.2.10";

    private final FailoverPolicy www = FailoverPolicy.named("www")
            .record("example.com.", "www.example.com.", RecordType.A)
            .primary(PRIMARY)
            .backup(Endpoint.of("192.0.2.20").named("backup"))
            .probe(new NamedProbe("any"))
            .build();

    @Test
    @DisplayName("an endpoint that is down from minute 3 to 9 is left and taken back")
    void downFromMinute3To9(Scenarios scenarios) {
        Scenario scenario = scenarios
                .of(www)
                .from("fra1", "ams1")
                .where(PRIMARY, primary -> primary.goesDownBetween(minutes(3), minutes(9)))
                .start();
        scenario.advance(minutes(5));
        assertThat(scenario).failedOverTo("backup").within(seconds(40));
        scenario.advance(minutes(25));
        assertThat(scenario).failedBackTo(PRIMARY).moved("backup", PRIMARY);
    }

    @Test
    @DisplayName("an endpoint that fails two checks of three is down; one that fails one of four is not")
    void flapping(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("fra1", "ams1").start();
        scenario.endpoint(PRIMARY).flaps(1, 4);
        scenario.advance(hours(1));
        assertThat(scenario).noFailover();

        scenario.endpoint(PRIMARY).flaps(2, 3);
        scenario.advance(minutes(5));
        assertThat(scenario).failedOverTo("backup");
    }

    @Test
    @DisplayName("a wrong body is a failure")
    void wrongContent(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("fra1", "ams1").start();
        scenario.endpoint(PRIMARY).after(minutes(5), EndpointScript::answersWithWrongContent);
        scenario.advance(minutes(4));
        assertThat(scenario).neverMoved();

        scenario.advance(minutes(3));
        assertThat(scenario).failedOverTo("backup");
        assertThat(scenario.timeline()).contains(PRIMARY + " answers with wrong content");
    }

    @Test
    @DisplayName("an endpoint that answers slowly is up until it is slower than the timeout")
    void slowEndpoint(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("fra1", "ams1").start();
        scenario.endpoint(PRIMARY).answersAfter(www.timeout().minusMillis(1));
        scenario.advance(hours(1));
        assertThat(scenario).neverMoved();

        scenario.endpoint(PRIMARY).answersAfter(www.timeout());
        scenario.advance(minutes(5));
        assertThat(scenario).failedOverTo("backup");
    }

    @Test
    @DisplayName("a slow line makes answers late, keeps what is down down, and loses what comes too late")
    void slowLocation(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("here").start();
        scenario.location("here").slowsDown(www.timeout().minusSeconds(1));
        scenario.advance(minutes(10));
        assertThat(scenario).neverMoved();
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(minutes(10));
        assertThat(scenario).failedOverTo("backup");

        scenario.endpoint(PRIMARY).comesBack();
        scenario.location("here").slowsDown(www.timeout());
        scenario.advance(hours(1));
        assertThat(scenario).moved("backup");
        scenario.location("here").recovers();
        scenario.advance(minutes(30));
        assertThat(scenario).failedBackTo(PRIMARY);
    }

    @Test
    @DisplayName("a location that loses half of its checks does not move a record that the others reach")
    void lossyLocation(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("fra1", "ams1", "iad1").start();
        scenario.location("iad1").losesChecks(0.5, 7);
        scenario.advance(hours(3));

        assertThat(scenario).neverMoved();
        assertThat(scenario.location("iad1").checks())
                .as("hurried checks besides the rounds")
                .isGreaterThan(scenario.location("fra1").checks());
    }

    @Test
    @DisplayName("what is lost at random is lost in the share that was asked for, the same for the same seed")
    void randomLoss_isAShare_andRepeats(Scenarios scenarios) {
        Scenario one = scenarios.of(www).start();
        Scenario same = scenarios.of(www).start();
        one.endpoint(PRIMARY).losesChecks(0.3, 11);
        same.endpoint(PRIMARY).losesChecks(0.3, 11);
        one.advance(hours(2));
        same.advance(hours(2));

        assertThat(one.timeline()).isEqualTo(same.timeline()).contains("loses a share of 0.3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.endpoint(PRIMARY).losesChecks(1.01, 1))
                .withMessageContaining("from 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.endpoint(PRIMARY).losesChecks(Double.NaN, 1));
    }

    @Test
    @DisplayName("a location that doubts itself neither moves a record nor keeps the others from it")
    void doubtfulLocation(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("fra1", "ams1", "iad1").start();
        scenario.location("iad1").doubtsItself(1, 7);
        scenario.advance(hours(1));
        assertThat(scenario).neverMoved();

        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(minutes(5));
        assertThat(scenario).failedOverTo("backup").within(seconds(40));
    }

    @Test
    @DisplayName("a slow name server is waited for by everywhereWithin, and not by within")
    void slowNameServer(Scenarios scenarios) {
        Scenario scenario = scenarios
                .of(www)
                .from("fra1", "ams1")
                .publishingTo("ns1", "ns2")
                .reconciliation(SELDOM)
                .start();
        scenario.advance(minutes(1));
        scenario.slowDownNameServer("ns2", minutes(3));
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(minutes(2));
        assertThat(scenario).failedOverTo("backup").within(seconds(40));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(scenario).failedOverTo("backup").everywhereWithin(minutes(10)))
                .withMessageContaining("every name server; but it was not published there");

        scenario.advance(minutes(5));
        assertThat(scenario).failedOverTo("backup").everywhereWithin(minutes(4));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(scenario).failedOverTo("backup").everywhereWithin(minutes(3)));
        assertThatIllegalArgumentException().isThrownBy(() -> scenario.slowDownNameServer("ns3", minutes(1)));
    }

    @Test
    @DisplayName("a conflict without another writer is reported, and settled")
    void conflict(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("fra1", "ams1").start();
        scenario.advance(minutes(1));
        scenario.nameServer().conflictNext();
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(minutes(3));

        assertThat(scenario).failedOverTo("backup").answers("backup").saw(FailoverEvent.PublishFailed.class);
        assertThat(scenario.timeline()).contains("CONFLICT").contains("somebody else was faster");
    }

    @Test
    @DisplayName("what somebody else writes is a conflict where the name server can compare, and overwritten where not")
    void outOfBandEdit(Scenarios scenarios) {
        Scenario scenario = scenarios
                .of(www)
                .from("fra1", "ams1")
                .publishingTo("compares")
                .publishingWithoutComparing("overwrites")
                .reconciliation(SELDOM)
                .start();
        scenario.advance(minutes(1));
        scenario.nameServer("compares").zone().edit(www.record(), "203.0.113.1");
        scenario.nameServer("overwrites").zone().edit(www.record(), "203.0.113.1");
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(minutes(3));

        assertThat(scenario).failedOverTo("backup").answers("backup");
        assertThat(scenario.notifier().eventsOf(FailoverEvent.PublishFailed.class))
                .extracting(FailoverEvent.PublishFailed::publisher)
                .containsExactly("compares", "overwrites");
    }

    @Test
    @DisplayName("a slow notifier delays what it tells, and nothing else")
    void slowNotifier(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("fra1", "ams1").start();
        scenario.advance(minutes(1));
        scenario.slowDownNotifier(minutes(10));
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(minutes(2));
        assertThat(scenario).failedOverTo("backup").within(seconds(40));
        assertThat(scenario.notifier().eventsOf(FailoverEvent.FailedOver.class)).isEmpty();

        scenario.advance(hours(1));
        assertThat(scenario.notifier().eventsOf(FailoverEvent.FailedOver.class)).hasSize(1);
    }

    @Test
    @DisplayName("a step of the wall clock is told, and does not restart the count of a move's time")
    void wallClockStep(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("fra1", "ams1").start();
        scenario.advance(minutes(1));
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(seconds(1));
        scenario.stepWallClock(Duration.ofDays(-10));
        scenario.advance(minutes(5));

        assertThat(scenario).failedOverTo("backup").noSoonerThan(seconds(2)).within(seconds(40));
        assertThat(scenario.time().instant()).isBefore("2026-01-01T00:00:00Z");
        assertThat(scenario.timeline()).contains("the wall clock is stepped by PT-240H");
    }

    @Test
    @DisplayName(
            "the time line counts from the start of the story over a restart, and is cut in the middle when it is long")
    void timeline(Scenarios scenarios) {
        Scenario scenario = scenarios.of(www).from("fra1", "ams1").start();
        scenario.advance(minutes(10).minus(scenario.time().elapsed()));
        scenario.restart(minutes(1));
        scenario.endpoint(PRIMARY).failsWith(Reason.RESET);
        scenario.advance(minutes(2));

        assertThat(scenario.timeline())
                .contains("   0:10:00.000  test: the process is killed\n")
                .contains("   0:11:00.000  test: the process starts again\n")
                .containsPattern("   0:11:\\d\\d\\.\\d{3} {2}www: failed over");
        for (int i = 0; i < 500; i++) {
            scenario.location("fra1").reachesAgain(PRIMARY);
        }
        assertThat(scenario.timeline().lines()).hasSize(302);
        assertThat(scenario.timeline()).contains(" more ...");
    }
}
