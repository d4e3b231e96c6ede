package io.dnsfailover.quorum;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.health.Health;
import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import java.util.EnumSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VoteTest {
    private static final Location HERE = Location.of("here");
    private static final long NOW = Views.NOW;
    private static final long EXPIRY = Views.EXPIRY;

    @ParameterizedTest
    @CsvSource({"UNKNOWN, ABSTAINED", "UP, UP", "SUSPECT, UP", "DOWN, DOWN", "RECOVERING, DOWN"})
    void standing_youngCheck_votesByTheDampedState(HealthState state, Vote vote) {
        assertThat(Vote.standing(Views.of(HERE, state), NOW, EXPIRY)).isEqualTo(vote);
    }

    @ParameterizedTest(name = "a check {0} ns old: {1}")
    @DisplayName("the expiry is the age from which a check no longer counts")
    @CsvSource({"0, UP", "1, UP", "99, UP", "100, SILENT", "101, SILENT", "1000000, SILENT", "-1, UP"})
    void standing_agedCheck_expires(long age, Vote vote) {
        Observation check = Views.observation(Outcome.PASS, NOW - age, 0);
        LocationHealth view = new LocationHealth(HERE, new Health(HealthState.UP, 0, 0), check, check, null);

        assertThat(Vote.standing(view, NOW, EXPIRY)).isEqualTo(vote);
    }

    @ParameterizedTest(name = "conclusive {0} ns ago, inconclusive {1} ns ago: {2}")
    @DisplayName("one that looks but cannot tell keeps its vote until it expires, then abstains, then is silent")
    @CsvSource({"50, 10, DOWN", "99, 10, DOWN", "100, 10, ABSTAINED", "500, 99, ABSTAINED", "500, 100, SILENT"})
    void standing_inconclusiveSince_keepsItsVoteUntilItExpires(long conclusiveAge, long latestAge, Vote vote) {
        LocationHealth view = new LocationHealth(
                HERE,
                Health.DOWN,
                Views.observation(Outcome.INCONCLUSIVE, NOW - latestAge, 0),
                Views.observation(Outcome.FAIL, NOW - conclusiveAge, 0),
                null);

        assertThat(Vote.standing(view, NOW, EXPIRY)).isEqualTo(vote);
    }

    @Test
    @DisplayName("what a location remembers from before a restart is no vote")
    void standing_neverLooked_isSilent() {
        assertThat(Vote.standing(LocationHealth.unseen(HERE, Health.DOWN), NOW, EXPIRY))
                .isEqualTo(Vote.SILENT);
        assertThat(Vote.standing(LocationHealth.unseen(HERE, Health.UNKNOWN), NOW, EXPIRY))
                .isEqualTo(Vote.SILENT);
    }

    @ParameterizedTest(name = "{0} for ask {1} when {2} is asked: {3}")
    @CsvSource({
        "PASS, 7, 7, UP",
        "PASS, 8, 7, UP",
        "PASS, 6, 7, SILENT",
        "PASS, 0, 7, SILENT",
        "FAIL, 7, 7, DOWN",
        "FAIL, 6, 7, SILENT",
        "INCONCLUSIVE, 7, 7, ABSTAINED",
        "INCONCLUSIVE, 6, 7, SILENT"
    })
    void fresh_votesByTheCheckThatAnswersTheAsk(Outcome outcome, long answered, long asked, Vote vote) {
        for (HealthState damped : HealthState.values()) {
            Observation check = Views.observation(outcome, NOW, answered);
            LocationHealth view = new LocationHealth(HERE, new Health(damped, 0, 0), check, check, null);

            assertThat(Vote.fresh(view, asked)).isEqualTo(vote);
        }
    }

    @Test
    @DisplayName("a fresh vote is the newest observation's: a pass before an inconclusive check is not kept")
    void fresh_inconclusiveAfterPass_abstains() {
        LocationHealth view = new LocationHealth(
                HERE,
                new Health(HealthState.UP, 0, 0),
                Views.observation(Outcome.INCONCLUSIVE, NOW, 7),
                Views.observation(Outcome.PASS, NOW - 1, 7),
                null);

        assertThat(Vote.fresh(view, 7)).isEqualTo(Vote.ABSTAINED);
    }

    @Test
    void fresh_neverLooked_isSilent() {
        assertThat(Vote.fresh(LocationHealth.unseen(HERE, Health.DOWN), 0)).isEqualTo(Vote.SILENT);
    }

    @ParameterizedTest(name = "{0} make {1}")
    @CsvSource({
        "'', SILENT",
        "S, SILENT",
        "A, ABSTAINED",
        "AS, ABSTAINED",
        "D, DOWN",
        "DS, DOWN",
        "DA, DOWN",
        "DAS, DOWN",
        "U, UP",
        "US, UP",
        "UA, UP",
        "UAS, UP",
        "UD, ABSTAINED",
        "UDS, ABSTAINED",
        "UDA, ABSTAINED",
        "UDAS, ABSTAINED"
    })
    @DisplayName("a domain speaks with the voice of those who can tell; contradiction is no evidence")
    void ofDomain_everySetOfVotes(String cast, Vote vote) {
        EnumSet<Vote> votes = EnumSet.noneOf(Vote.class);
        for (Vote each : Vote.values()) {
            if (cast.indexOf(each.name().charAt(0)) >= 0) {
                votes.add(each);
            }
        }

        assertThat(Vote.ofDomain(votes)).isEqualTo(vote);
    }
}
