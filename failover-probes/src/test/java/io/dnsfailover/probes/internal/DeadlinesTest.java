package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private final Deadlines deadlines = new Deadlines();
    private final List<Long> ran = new ArrayList<>();

    @Test
    @DisplayName("random adds and removes: what is left runs in order, and nothing else does")
    void randomSequences_runInOrder() {
        SplittableRandom random = new SplittableRandom(4711);
        for (int round = 0; round < 200; round++) {
            ran.clear();
            List<Long> expected = new ArrayList<>();
            List<Deadlines.Deadline> kept = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                long at = random.nextLong(100);
                kept.add(deadlines.add(at, late -> ran.add(at)));
                expected.add(at);
                if (random.nextInt(3) == 0) {
                    int victim = random.nextInt(kept.size());
                    deadlines.remove(kept.remove(victim));
                    expected.remove(victim);
                }
            }
            assertThat(deadlines.size()).isEqualTo(expected.size());

            deadlines.run(100);

            assertThat(ran).isSorted().containsExactlyInAnyOrderElementsOf(expected);
            assertThat(deadlines.size()).isZero();
        }
    }

    @Test
    void run_tellsHowLateItIs_andLeavesTheRest() {
        List<Long> late = new ArrayList<>();
        deadlines.add(10, late::add);
        deadlines.add(20, late::add);
        deadlines.add(21, late::add);

        deadlines.run(20);

        assertThat(late).containsExactly(10L, 0L);
        assertThat(deadlines.untilNext(20)).isEqualTo(1);
    }

    @Test
    void remove_ofOneThatRan_doesNothing() {
        Deadlines.Deadline ran = deadlines.add(1, late -> {});
        deadlines.add(2, late -> {});
        deadlines.run(1);

        deadlines.remove(ran);
        deadlines.remove(ran);

        assertThat(deadlines.size()).isEqualTo(1);
    }

    @Test
    @DisplayName("the monotonic clock may wrap around")
    void order_survivesOverflow() {
        long before = Long.MAX_VALUE - 5;
        deadlines.add(before + 10, late -> ran.add(2L));
        deadlines.add(before + 1, late -> ran.add(1L));

        deadlines.run(before + 5);

        assertThat(ran).containsExactly(1L);
        assertThat(deadlines.untilNext(before + 5)).isEqualTo(5);
    }
}
