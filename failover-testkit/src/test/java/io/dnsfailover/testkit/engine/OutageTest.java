package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.DETECTED;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static io.dnsfailover.testkit.engine.Www.SECOND_BACKUP;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.testkit.EndpointScript;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What endpoints and locations can do, and whether the record moves. */
class OutageTest {
    @Test
    @DisplayName("a refused connection, seen from two places, moves the record and brings it back")
    void refused_failsOverAndBack() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED).answers(BACKUP);

            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofMinutes(10));
            assertThat(scenario)
                    .failedBackTo(PRIMARY)
                    .noSoonerThan(Duration.ofMinutes(5))
                    .within(Duration.ofMinutes(6))
                    .answers(PRIMARY)
                    .moved(BACKUP, PRIMARY)
                    .neverPublished(SECOND_BACKUP);
        }
    }

    @Test
    @DisplayName("a black hole moves the record, a timeout for each failure later")
    void blackHole_failsOver() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).goesSilent();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED.plusSeconds(3 * 5));
        }
    }

    @Test
    @DisplayName("an endpoint slower than the timeout is down, one just faster is up")
    void slow_isDownOnlyBeyondTheTimeout() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).answersAfter(Duration.ofMillis(4_999));
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).noFailover();

            scenario.endpoint(PRIMARY).answersAfter(Duration.ofSeconds(5));
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).failedOverTo(BACKUP);
        }
    }

    @Test
    @DisplayName("a failure that is over after two checks moves nothing")
    void shortFailure_movesNothing() {
        FailoverPolicy policy =
                Www.builder().confirmAfter(Duration.ofSeconds(5)).build();
        try (Scenario scenario = Scenario.of(policy).from("fra1", "ams1").start()) {
            long before = scenario.location("fra1").checksOf(PRIMARY);
            scenario.endpoint(PRIMARY).goesDown();
            boolean failedTwice = scenario.time()
                    .advanceUntil(
                            () -> scenario.location("fra1").checksOf(PRIMARY) == before + 2, Duration.ofMinutes(2));
            assertThat(failedTwice).isTrue();
            scenario.advance(Duration.ofMillis(10));

            scenario.endpoint(PRIMARY).comesBack();
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).neverMoved().answers(PRIMARY);
            assertThat(saysDown(scenario, PRIMARY)).isFalse();
        }
    }

    @Test
    @DisplayName("an endpoint that fails two checks of three is down")
    void flappingTwoOfThree_failsOver() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).flaps(Outcome.FAIL, Outcome.FAIL, Outcome.PASS);
            scenario.advance(Duration.ofMinutes(10));

            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED).moved(BACKUP);
        }
    }

    @Test
    @DisplayName("a wrong body moves the record as a closed port does")
    void wrongBody_failsOver() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.endpoint(PRIMARY).failsWith(Reason.CONTENT);
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED);
        }
    }

    @Test
    @DisplayName("a primary that only one of three locations cannot reach stays")
    void oneLocationCannotReach_movesNothing() {
        try (Scenario scenario =
                Scenario.of(Www.policy()).from("fra1", "ams1", "nyc1").start()) {
            scenario.location("ams1").cannotReach(PRIMARY);
            scenario.advance(Duration.ofDays(1));
            assertThat(scenario).neverMoved().answers(PRIMARY);

            scenario.location("nyc1").cannotReach(PRIMARY);
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).failedOverTo(BACKUP);
        }
    }

    @Test
    @DisplayName("two locations of one failure domain are one vote")
    void twoLocationsOfOneDomain_areOneVote() {
        Location one = new Location("fra1", "eu-central");
        Location two = new Location("fra2", "eu-central");
        Location other = new Location("nyc1", "us-east");
        try (Scenario scenario = Scenario.of(Www.policy()).from(one, two, other).start()) {
            scenario.location("fra1").cannotReach(PRIMARY);
            scenario.location("fra2").cannotReach(PRIMARY);
            scenario.advance(Duration.ofHours(2));

            assertThat(scenario).neverMoved();
        }
    }

    @Test
    @DisplayName("one location that is cut off, starved or hanging moves nothing, and stops no real failover")
    void oneLocationInTrouble_movesNothing() {
        try (Scenario scenario =
                Scenario.of(Www.policy()).from("fra1", "ams1", "nyc1").start()) {
            scenario.location("ams1").getsCutOff();
            scenario.advance(Duration.ofHours(1));
            scenario.location("ams1").starves();
            scenario.advance(Duration.ofHours(1));
            scenario.location("ams1").hangs();
            scenario.advance(Duration.ofHours(1));
            assertThat(scenario).neverMoved();

            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));
            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED);
        }
    }

    @Test
    @DisplayName("when all locations starve, nothing is known and nothing moves")
    void allStarved_movesNothing() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.location("fra1").starves();
            scenario.location("ams1").starves();
            scenario.advance(Duration.ofDays(1));
            scenario.location("fra1").hangs();
            scenario.location("ams1").hangs();
            scenario.advance(Duration.ofDays(1));

            assertThat(scenario).neverMoved().answers(PRIMARY);
            assertThat(saysDown(scenario, PRIMARY)).isFalse();
        }
    }

    @Test
    @DisplayName("when all locations are cut off, the record keeps what it holds, and is back where it was in the end")
    void allCutOff_keepsLast() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.location("fra1").getsCutOff();
            scenario.location("ams1").getsCutOff();
            scenario.advance(Duration.ofHours(1));
            assertThat(scenario).neverMoved().saw(FailoverEvent.MoveWithheld.class);

            scenario.location("fra1").recovers();
            scenario.location("ams1").recovers();
            scenario.advance(Duration.ofHours(1));
            assertThat(scenario).answers(PRIMARY);
        }
    }

    @Test
    @DisplayName("a backup that is dead as well is passed over for the next")
    void deadBackup_isPassedOver() {
        try (Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .where(BACKUP, EndpointScript::goesDown)
                .start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario)
                    .failedOverTo(SECOND_BACKUP)
                    .within(DETECTED)
                    .moved(SECOND_BACKUP)
                    .neverPublished(BACKUP);
        }
    }

    @Test
    @DisplayName("a backup that looks up but fails its fresh check is rejected")
    void backupThatFailsItsFreshCheck_isRejected() {
        try (Scenario scenario = Scenario.of(Www.policy()).from("fra1", "ams1").start()) {
            scenario.advance(Duration.ofMinutes(5));
            scenario.endpoint(PRIMARY).goesDown();
            boolean confirmed = scenario.time().advanceUntil(() -> saysDown(scenario, PRIMARY), Duration.ofMinutes(2));
            assertThat(confirmed).isTrue();
            scenario.endpoint(BACKUP).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario)
                    .saw(FailoverEvent.CandidateRejected.class)
                    .moved(SECOND_BACKUP)
                    .neverPublished(BACKUP);
        }
    }

    /** Whether the quorum ever said that the endpoint is down. */
    private static boolean saysDown(Scenario scenario, String endpoint) {
        return scenario.failover().status("www").orElseThrow().endpoints().stream()
                .anyMatch(known -> known.endpoint().id().equals(endpoint) && known.measured() == Verdict.DOWN);
    }

    @Test
    @DisplayName("an endpoint that nobody could check yet is never moved to")
    void unknownEndpoint_isNeverUsed() {
        try (Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .where(BACKUP, EndpointScript::isUncheckable)
                .start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(5));

            assertThat(scenario)
                    .failedOverTo(SECOND_BACKUP)
                    .neverPublished(BACKUP)
                    .didNotSee(FailoverEvent.CandidateRejected.class);
        }
    }

    @Test
    @DisplayName("with nothing but endpoints that nobody could check, the record stays")
    void onlyUnknownBackups_movesNothing() {
        try (Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .where(BACKUP, EndpointScript::isUncheckable)
                .where(SECOND_BACKUP, EndpointScript::isUncheckable)
                .start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).neverMoved().answers(PRIMARY);
        }
    }

    @Test
    @DisplayName("an endpoint that is down at the very first start is left for one that was checked")
    void primaryDownAtFirstStart_failsOver() {
        try (Scenario scenario = Scenario.of(Www.policy())
                .from("fra1", "ams1")
                .where(PRIMARY, EndpointScript::goesDown)
                .start()) {
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP).answers(BACKUP);
        }
    }

    @Test
    @DisplayName("with a quorum of one, a single location is enough")
    void quorumOfOne_needsOneLocation() {
        FailoverPolicy policy = Www.builder().quorum(Quorum.atLeast(1)).build();
        try (Scenario scenario = Scenario.of(policy).from("fra1").start()) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));

            assertThat(scenario).failedOverTo(BACKUP).within(DETECTED);
        }
    }
}
