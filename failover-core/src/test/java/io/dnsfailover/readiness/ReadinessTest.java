package io.dnsfailover.readiness;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.health.Health;
import io.dnsfailover.health.HealthState;
import io.dnsfailover.health.LocationHealth;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Notes;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import io.dnsfailover.quorum.Ballot;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.quorum.Vote;
import io.dnsfailover.readiness.Readiness.Aspect;
import io.dnsfailover.readiness.Readiness.Shortcoming;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of {@link Readiness}, row by row, at its edges. */
class ReadinessTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Ballot ALL_UP = ballot("UUU");

    private static Readiness of(Standing standby, @Nullable Standing inUse) {
        return Readiness.of(standby, inUse, ALL_UP, Quorum.all(), NOW);
    }

    @Test
    void nothingAmiss_isReady() {
        Readiness ready = of(standing("b", "x", NOW.plus(Duration.ofDays(14)), 100), standing("a", "x", null, 50));

        assertThat(ready).isEqualTo(new Readiness(100, List.of()));
        assertThat(ready.describe()).isEqualTo("readiness 100");
    }

    @Test
    @DisplayName("what is not known costs nothing")
    void nothingKnown_isReady() {
        Standing unknown = standing("b", null, null, -1);

        assertThat(of(unknown, standing("a", "x", NOW, 50)).score()).isEqualTo(100);
        assertThat(of(standing("b", "y", null, 9_999), null).score()).isEqualTo(100);
        assertThat(of(standing("b", "y", null, 9_999), unknown).score()).isEqualTo(100);
    }

    @ParameterizedTest(name = "votes {0}, 2 needed: {1} points lost")
    @CsvSource({"UUU, 0", "UUD, 10", "UUS, 10", "UUA, 10", "UDD, 60", "USS, 60", "DDD, 60"})
    void votes(String votes, int lost) {
        Readiness ready = Readiness.of(standing("b", null, null, -1), null, ballot(votes), Quorum.atLeast(2), NOW);

        long up = votes.chars().filter(vote -> vote == 'U').count();
        String lacks = lost == 0 ? "" : ": " + up + " of 3 failure domains see it up, 2 are needed";
        assertThat(ready.describe()).isEqualTo("readiness " + (100 - lost) + lacks);
    }

    @Test
    @DisplayName("content is compared as one location sees both")
    void content_isComparedByLocation() {
        Standing inUse = seen("a", view("fra1", notes("x", null)), view("ams1", notes("y", null)));
        Standing same = seen("b", view("fra1", notes("x", null)), view("ams1", notes("y", null)));
        Standing other = seen("b", view("fra1", notes("z", null)), view("ams1", notes("z", null)));
        Standing elsewhere = seen("b", view("nyc1", notes("z", null)));

        assertThat(of(same, inUse).score()).isEqualTo(100);
        assertThat(of(elsewhere, inUse).score()).isEqualTo(100);
        assertThat(of(other, inUse))
                .isEqualTo(new Readiness(
                        70,
                        List.of(new Shortcoming(
                                Aspect.CONTENT, 30, "its content is not that of a (seen from ams1, fra1)"))));
    }

    @Test
    @DisplayName("what a failed check noticed, or none, is not known")
    void failedCheck_tellsNothing() {
        Observation failed = observation("fra1", Reason.STATUS, notes("z", NOW));
        LocationHealth view = new LocationHealth(Location.of("fra1"), Health.DOWN, failed, failed, null);
        LocationHealth unseen = LocationHealth.unseen(Location.of("ams1"), Health.UNKNOWN);

        assertThat(of(seen("b", view, unseen), standing("a", "x", null, -1)).score())
                .isEqualTo(100);
    }

    @ParameterizedTest(name = "certificate ends in {0}: {1} points lost")
    @CsvSource({
        "P14D, 0, ''",
        "PT335H59M59S, 10, its certificate ends in 13 days",
        "P3D, 10, its certificate ends in 3 days",
        "PT71H59M59S, 30, its certificate ends in 2 days",
        "PT1S, 30, its certificate ends in 0 days",
        "PT0S, 60, its certificate ended at 2026-03-01T00:00:00Z",
        "PT-1S, 60, its certificate ended at 2026-02-28T23:59:59Z"
    })
    void certificate(Duration left, int lost, String text) {
        Readiness ready = of(standing("b", null, NOW.plus(left), -1), null);

        assertThat(ready.score()).isEqualTo(100 - lost);
        assertThat(ready.shortcomings().stream().map(Shortcoming::text).toList())
                .isEqualTo(text.isEmpty() ? List.of() : List.of(text));
    }

    @Test
    @DisplayName("of several certificates the one counts that ends first")
    void certificates_theFirstToEndCounts() {
        LocationHealth later = view("fra1", notes(null, NOW.plus(Duration.ofDays(50))));
        LocationHealth first = view("ams1", notes(null, NOW.plus(Duration.ofDays(9))));
        String expected = "readiness 90: its certificate ends in 9 days";

        assertThat(of(seen("b", later, first), null).describe()).isEqualTo(expected);
        assertThat(of(seen("b", first, later), null).describe()).isEqualTo(expected);
    }

    @ParameterizedTest(name = "latency {0} ms, that in use {1} ms: {2} points lost")
    @CsvSource({
        "100, 50, 0",
        "101, 51, 0",
        "101, 50, 10",
        "60, 10, 0",
        "61, 10, 10",
        "250, 50, 10",
        "300, 50, 10",
        "301, 60, 10",
        "301, 50, 30",
        "260, 10, 10",
        "261, 10, 30",
        "5, 500, 0"
    })
    void latency(long its, long inUse, int lost) {
        Readiness ready = of(standing("b", null, null, its), standing("a", null, null, inUse));

        String lacks = lost == 0 ? "" : ": its checks take " + its + "ms, those of a " + inUse + "ms";
        assertThat(ready.describe()).isEqualTo("readiness " + (100 - lost) + lacks);
    }

    @Test
    @DisplayName("latencies are the means over the locations that know both")
    void latency_isTheMeanOfWhatBothKnow() {
        Map<String, Duration> its = Map.of(
                "fra1", Duration.ofMillis(100), "ams1", Duration.ofMillis(300), "nyc1", Duration.ofMillis(9_000));
        Map<String, Duration> inUse = Map.of("fra1", Duration.ofMillis(60), "ams1", Duration.ofMillis(20));

        assertThat(of(new Standing("b", List.of(), its), new Standing("a", List.of(), inUse))
                        .describe())
                .isEqualTo("readiness 90: its checks take 200ms, those of a 40ms");
    }

    @Test
    @DisplayName("shortcomings add up, in the order of the table, and a score is never below 0")
    void everythingAmiss_isNought() {
        Readiness ready = Readiness.of(
                standing("b", "x", NOW, 999), standing("a", "y", null, 10), ballot("DDD"), Quorum.all(), NOW);

        assertThat(ready.score()).isZero();
        assertThat(ready.shortcomings().stream().map(Shortcoming::aspect).toList())
                .containsExactly(Aspect.VOTES, Aspect.CONTENT, Aspect.CERTIFICATE, Aspect.LATENCY);
    }

    @ParameterizedTest(name = "{0} at {1} s, slowest {2} ms, digest {3}, certificate {4}: {5}")
    @CsvSource({
        "UP, 0, 50, , false, true",
        "SUSPECT, 59, 0, , false, true",
        "UP, 60, 50, , false, false",
        "UP, 0, 51, , false, false",
        "UP, 0, 50, x, false, false",
        "UP, 0, 50, , true, false",
        "DOWN, 0, 50, , false, false",
        "RECOVERING, 0, 50, , false, false",
        "UNKNOWN, 0, 50, , false, false"
    })
    @DisplayName("what is told cheaply is what a closer look says, whatever the endpoint in use is like")
    void plainlyFull(
            HealthState state, int ageSeconds, long slowest, @Nullable String digest, boolean ends, boolean full) {
        Observation seen = observation("fra1", Reason.EXPECTED, notes(digest, ends ? NOW : null));
        LocationHealth view = new LocationHealth(Location.of("fra1"), new Health(state, 0, 0), seen, seen, null);
        long now = Duration.ofSeconds(ageSeconds).toNanos();
        long expiry = Duration.ofSeconds(60).toNanos();

        assertThat(Readiness.isPlainlyFull(
                        List.of(view), Duration.ofMillis(slowest).toNanos(), now, expiry))
                .isEqualTo(full);

        Ballot ballot = Ballot.standing(List.of(view), now, expiry);
        Standing standby = new Standing("b", List.of(view), Map.of("fra1", Duration.ofMillis(slowest)));
        Readiness closer = Readiness.of(standby, standing("a", "y", NOW, 0), ballot, Quorum.all(), NOW);
        if (full) {
            assertThat(closer).isEqualTo(Readiness.FULL);
        }
    }

    private static Standing standing(String id, @Nullable String digest, @Nullable Instant ends, long millis) {
        Map<String, Duration> latencies = millis < 0 ? Map.of() : Map.of("fra1", Duration.ofMillis(millis));
        return new Standing(id, List.of(view("fra1", notes(digest, ends))), latencies);
    }

    private static Standing seen(String id, LocationHealth... views) {
        return new Standing(id, new ArrayList<>(List.of(views)), Map.of());
    }

    private static Notes notes(@Nullable String digest, @Nullable Instant ends) {
        return new Notes(null, ends, digest);
    }

    private static LocationHealth view(String location, Notes notes) {
        Observation seen = observation(location, Reason.EXPECTED, notes);
        return new LocationHealth(Location.of(location), new Health(HealthState.UP, 0, 0), seen, seen, null);
    }

    private static Observation observation(String location, Reason reason, Notes notes) {
        ProbeResult result =
                ProbeResult.of(reason, "", Timings.total(Duration.ZERO)).with(notes);
        return new Observation("p", "e", location, result, new Moment(0, NOW), 0);
    }

    private static Ballot ballot(String votes) {
        TreeMap<String, Vote> cast = new TreeMap<>();
        for (int at = 0; at < votes.length(); at++) {
            cast.put("d" + at, vote(votes.charAt(at)));
        }
        return new Ballot(cast);
    }

    private static Vote vote(char letter) {
        return switch (letter) {
            case 'U' -> Vote.UP;
            case 'D' -> Vote.DOWN;
            case 'A' -> Vote.ABSTAINED;
            default -> Vote.SILENT;
        };
    }
}
