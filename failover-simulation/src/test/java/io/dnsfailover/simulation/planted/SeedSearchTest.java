package io.dnsfailover.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeedSearchTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    @Test
    void first_severalSeedsShowIt_findsTheSmallest() throws Exception {
        SeedSearch.Found found =
                SeedSearch.first(seed -> seed % 7 == 0 ? List.of("seed " + seed) : List.of(), 1, 1000, MINUTE);

        assertThat(found).isEqualTo(new SeedSearch.Found(7, List.of("seed 7")));
    }

    @Test
    void first_noSeedShowsIt_runsAllOnceAndFindsNothing() throws Exception {
        Set<Long> ran = ConcurrentHashMap.newKeySet();

        SeedSearch.Found found = SeedSearch.first(
                seed -> {
                    assertThat(ran.add(seed)).isTrue();
                    return List.of();
                },
                5,
                104,
                MINUTE);

        assertThat(found).isNull();
        assertThat(ran).hasSize(100).contains(5L, 104L);
    }

    @Test
    void first_timeIsUp_stops() throws Exception {
        assertThat(SeedSearch.first(seed -> List.of("never asked"), 1, 10, 0)).isNull();
    }

    @Test
    void first_runThrows_throws() {
        assertThatThrownBy(() -> SeedSearch.first(
                        seed -> {
                            throw new IllegalStateException("broken world");
                        },
                        1,
                        10,
                        MINUTE))
                .hasRootCauseMessage("broken world");
    }
}
