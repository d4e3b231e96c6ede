package io.dnsfailover.quorum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Location;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BallotTest {
    @Test
    @DisplayName("a quorum counts different failure domains, not locations")
    void standing_twoLocationsOfOneDomain_areOneVote() {
        List<LocationHealth> views = List.of(
                Views.voting("a1", "a", Vote.DOWN, 0),
                Views.voting("a2", "a", Vote.DOWN, 0),
                Views.voting("b1", "b", Vote.UP, 0));

        Ballot ballot = Ballot.standing(views, Views.NOW, Views.EXPIRY);

        assertThat(ballot.votes()).containsExactly(Map.entry("a", Vote.DOWN), Map.entry("b", Vote.UP));
        assertThat(ballot.count(Vote.DOWN)).isEqualTo(1);
        assertThat(ballot.count(Vote.UP)).isEqualTo(1);
        assertThat(ballot.domains()).isEqualTo(2);
    }

    @Test
    void standing_contradictionWithinADomain_abstains() {
        List<LocationHealth> views =
                List.of(Views.voting("a1", "a", Vote.DOWN, 0), Views.voting("a2", "a", Vote.UP, 0));

        assertThat(Ballot.standing(views, Views.NOW, Views.EXPIRY).votes())
                .containsOnly(Map.entry("a", Vote.ABSTAINED));
    }

    @Test
    void standing_oneOfTwoLocationsSilent_theOtherSpeaks() {
        List<LocationHealth> views =
                List.of(Views.voting("a1", "a", Vote.SILENT, 0), Views.voting("a2", "a", Vote.DOWN, 0));

        assertThat(Ballot.standing(views, Views.NOW, Views.EXPIRY).votes()).containsOnly(Map.entry("a", Vote.DOWN));
    }

    @Test
    void standing_passesTimeAndExpiryOn() {
        List<LocationHealth> views = List.of(Views.of(Location.of("a"), HealthState.UP));

        assertThat(Ballot.standing(views, Views.NOW + 99, 100).count(Vote.UP)).isEqualTo(1);
        assertThat(Ballot.standing(views, Views.NOW + 100, 100).count(Vote.SILENT))
                .isEqualTo(1);
    }

    @Test
    void fresh_countsOnlyAnswersToTheAsk() {
        List<LocationHealth> views = List.of(
                Views.voting("a", "a", Vote.UP, 4),
                Views.voting("b", "b", Vote.UP, 5),
                Views.voting("c", "c", Vote.DOWN, 6),
                Views.voting("d", "d", Vote.ABSTAINED, 5));

        Ballot fresh = Ballot.fresh(views, 5);

        assertThat(fresh.votes().values()).containsExactly(Vote.SILENT, Vote.UP, Vote.DOWN, Vote.ABSTAINED);
    }

    @Test
    void fresh_contradictionWithinADomain_abstains() {
        List<LocationHealth> views =
                List.of(Views.voting("a1", "a", Vote.UP, 5), Views.voting("a2", "a", Vote.DOWN, 5));

        assertThat(Ballot.fresh(views, 5).count(Vote.ABSTAINED)).isEqualTo(1);
        assertThat(Ballot.fresh(views.subList(0, 1), 5).count(Vote.UP)).isEqualTo(1);
    }

    @Test
    @DisplayName("a location in doubt abstains, whatever it saw, and another one of its domain speaks for it")
    void doubtedLocation_abstains() {
        List<LocationHealth> views = List.of(
                Views.voting("a1", "a", Vote.UP, 5),
                Views.voting("b1", "b", Vote.DOWN, 5),
                Views.voting("c1", "c", Vote.DOWN, 5),
                Views.voting("c2", "c", Vote.DOWN, 5),
                Views.voting("d1", "d", Vote.SILENT, 5));
        Set<Location> doubted = Set.of(
                new Location("a1", "a"), new Location("b1", "b"), new Location("c1", "c"), new Location("d1", "d"));

        Ballot standing = Ballot.standing(views, doubted, Views.NOW, Views.EXPIRY);
        Ballot fresh = Ballot.fresh(views, doubted, 5);

        assertThat(standing.votes().values())
                .containsExactly(Vote.ABSTAINED, Vote.ABSTAINED, Vote.DOWN, Vote.ABSTAINED);
        assertThat(fresh).isEqualTo(standing);
    }

    @Test
    void votes_areACopyInNaturalOrderThatNobodyChanges() {
        TreeMap<String, Vote> source = new TreeMap<>(Comparator.reverseOrder());
        source.put("a", Vote.UP);
        source.put("b", Vote.DOWN);

        Ballot ballot = new Ballot(source);
        source.clear();

        assertThat(ballot.votes().keySet()).containsExactly("a", "b");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> ballot.votes().put("c", Vote.UP));
    }

    @Test
    void toString_showsTheDownVotesWhereThereAreSome() {
        List<LocationHealth> views = List.of(
                Views.voting("1", "eu", Vote.DOWN, 0),
                Views.voting("2", "us", Vote.UP, 0),
                Views.voting("3", "ap", Vote.DOWN, 0));

        assertThat(Ballot.standing(views, Views.NOW, Views.EXPIRY))
                .hasToString("2 of 3 down (ap DOWN, eu DOWN, us UP)");
        assertThat(Ballot.standing(views.subList(1, 2), Views.NOW, Views.EXPIRY))
                .hasToString("1 of 1 up (us UP)");
        assertThat(Ballot.fresh(views, 1)).hasToString("0 of 3 up (ap SILENT, eu SILENT, us SILENT)");
    }
}
