package io.dnsfailover.notify.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.notify.route.Allowance;
import io.dnsfailover.notify.route.Recipient;
import io.dnsfailover.notify.route.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ten thousand transitions within a minute: few messages, and none of the transitions lost. */
class StormTest {
    private static final int TRANSITIONS = 10_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    @DisplayName("at most twelve messages within any hour for each recipient, and every transition in one of them")
    void storm_isFewMessages(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Court court = new Court(Route.to("two").repeat(Duration.ofMinutes(5)));
        int records = 1 + random.nextInt(3_000);
        for (int i = 0; i < records; i++) {
            int site = random.nextInt(200);
            court.happenings.record("r" + i, "10." + random.nextInt(250) + "." + site + "." + (1 + random.nextInt(9)));
        }
        boolean[] down = new boolean[records];
        Set<String> ids = new HashSet<>();
        Duration step = Duration.ofMinutes(1).dividedBy(TRANSITIONS);
        for (int i = 0; i < TRANSITIONS; i++) {
            int one = random.nextInt(records);
            FailoverEvent event = down[one] ? court.happenings.up("r" + one) : court.happenings.down("r" + one);
            down[one] = !down[one];
            ids.add(event.header().id());
            court.take(event).pass(step);
        }
        court.pass(Duration.ofHours(5));

        assertThat(ids).hasSize(TRANSITIONS);
        for (Recipient recipient :
                Set.of(court.told.get(0).to(), court.told.get(1).to())) {
            assertHourly(court, recipient, Allowance.DEFAULT.perHour());
            assertEachOnce(court, recipient, ids);
        }
        assertThat(court.waiting()).isZero();
        assertThat(court.settled).hasSize(TRANSITIONS);
    }

    private static void assertHourly(Court court, Recipient recipient, int most) {
        List<Duration> times = court.told.stream()
                .filter(one -> one.to().equals(recipient))
                .map(Court.Told::at)
                .toList();
        for (int i = most; i < times.size(); i++) {
            assertThat(times.get(i).minus(times.get(i - most))).isGreaterThanOrEqualTo(Duration.ofHours(1));
        }
    }

    /** Each id once, and those beyond what is kept in exact counts. */
    private static void assertEachOnce(Court court, Recipient recipient, Set<String> ids) {
        Map<String, Integer> seen = new HashMap<>();
        List<Integer> counted = new ArrayList<>();
        court.told.stream().filter(one -> one.to().equals(recipient)).forEach(one -> {
            one.ids().forEach(id -> seen.merge(id, 1, Integer::sum));
            counted.add(one.telling().size() - one.ids().size());
        });
        assertThat(Set.copyOf(seen.values())).containsExactly(1);
        assertThat(ids.containsAll(seen.keySet())).isTrue(); // AssertJ compares each with each
        assertThat(seen.size() + counted.stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(TRANSITIONS);
    }
}
