package io.dnsfailover.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Location;
import io.dnsfailover.model.Moment;
import io.dnsfailover.model.Observation;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.Timings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LocationHealthTest {
    private static final Location HERE = new Location("here", "d1");
    private static final Damping DAMPING = new Damping(2, 2, 2);

    @Test
    void unseen_knowsNothingButWhatItIsTold() {
        LocationHealth unseen = LocationHealth.unseen(HERE, Health.DOWN);

        assertThat(unseen).isEqualTo(new LocationHealth(HERE, Health.DOWN, null, null, null));
    }

    @Test
    void seen_conclusive_isTheLatestOfBothKinds() {
        Observation pass = observation('P', 1);

        LocationHealth view = LocationHealth.unseen(HERE, Health.UNKNOWN).seen(pass, DAMPING);

        assertThat(view.latest()).isSameAs(pass);
        assertThat(view.latestConclusive()).isSameAs(pass);
        assertThat(view.health().state()).isEqualTo(HealthState.UP);
        assertThat(view.location()).isSameAs(HERE);
    }

    @Test
    void seen_inconclusive_changesOnlyTheLatest() {
        LocationHealth before = replay("PF");
        Observation trouble = observation('I', 9);

        LocationHealth after = before.seen(trouble, DAMPING);

        assertThat(after)
                .isEqualTo(new LocationHealth(
                        HERE, before.health(), trouble, before.latestConclusive(), before.troubleSince()));
        assertThat(before.troubleSince()).isNotNull();
    }

    @Test
    @DisplayName("a failure that proves nothing is shown, and changes neither health nor the last conclusive check")
    void noted_changesOnlyTheLatest() {
        LocationHealth before = replay("P");
        Observation unproven = observation('F', 9);

        LocationHealth after = before.noted(unproven);

        assertThat(after)
                .isEqualTo(new LocationHealth(HERE, before.health(), unproven, before.latestConclusive(), null));
        assertThat(after.seen(unproven, DAMPING)).isEqualTo(before.seen(unproven, DAMPING));
    }

    @Test
    @DisplayName(
            "after every history of up to 7 checks, trouble began with the first failure since the endpoint was last up")
    void troubleSince_everyShortHistory_isTheFirstFailureSinceUp() {
        for (Health start : List.of(Health.UNKNOWN, Health.DOWN)) {
            for (String history : histories(7)) {
                LocationHealth view = replay(start, history);

                assertThat(view.troubleSince())
                        .as("%s after %s", start.state(), history)
                        .isEqualTo(firstFailureSinceUp(start, history));
            }
        }
    }

    private static Moment firstFailureSinceUp(Health start, String history) {
        int lastUp = -1;
        for (int end = 1; end <= history.length(); end++) {
            boolean conclusive = history.charAt(end - 1) != 'I';
            if (conclusive && replay(start, history.substring(0, end)).health().state() == HealthState.UP) {
                lastUp = end - 1;
            }
        }
        int failure = history.indexOf('F', lastUp + 1);
        return failure < 0 ? null : at(failure);
    }

    private static List<String> histories(int maxLength) {
        List<String> all = new ArrayList<>(List.of(""));
        for (int i = 0; all.get(i).length() < maxLength; i++) {
            for (char next : "PFI".toCharArray()) {
                all.add(all.get(i) + next);
            }
        }
        return all;
    }

    private static LocationHealth replay(String history) {
        return replay(Health.UNKNOWN, history);
    }

    private static LocationHealth replay(Health start, String history) {
        LocationHealth view = LocationHealth.unseen(HERE, start);
        for (int i = 0; i < history.length(); i++) {
            view = view.seen(observation(history.charAt(i), i), DAMPING);
        }
        return view;
    }

    private static Observation observation(char outcome, int index) {
        Reason reason = switch (outcome) {
            case 'P' -> Reason.EXPECTED;
            case 'F' -> Reason.REFUSED;
            default -> Reason.LOCAL_TROUBLE;
        };
        ProbeResult result = ProbeResult.of(reason, "", Timings.total(Duration.ZERO));
        assertThat(result.outcome() == Outcome.INCONCLUSIVE).isEqualTo(outcome == 'I');
        return new Observation("p", "e", HERE.id(), result, at(index), 0);
    }

    private static Moment at(int index) {
        return new Moment(1_000L * index, Instant.EPOCH.plusNanos(index));
    }
}
