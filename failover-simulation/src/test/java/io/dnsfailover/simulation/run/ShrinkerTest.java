package io.dnsfailover.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.simulation.fault.Fault;
import io.dnsfailover.simulation.fault.FaultKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final List<Fault> FAULTS = IntStream.range(0, 100)
            .mapToObj(number -> new Fault(FaultKind.CRASH, number, 0, number, 0))
            .toList();

    @Test
    void shrink_keepsWhatIsNeededTogether() {
        List<Fault> needed = List.of(FAULTS.get(3), FAULTS.get(50), FAULTS.get(99));

        List<Fault> left = new Shrinker(faults -> faults.containsAll(needed), 1000).shrink(FAULTS);

        assertThat(left).isEqualTo(needed);
    }

    @Test
    void shrink_whenNothingIsNeeded_leavesNothing() {
        assertThat(new Shrinker(faults -> true, 1000).shrink(FAULTS)).isEmpty();
    }

    @Test
    void shrink_takesNoMoreRunsThanAllowed() {
        AtomicInteger runs = new AtomicInteger();

        List<Fault> left = new Shrinker(
                        faults -> {
                            runs.incrementAndGet();
                            return false;
                        },
                        7)
                .shrink(FAULTS);

        assertThat(left).isEqualTo(FAULTS);
        assertThat(runs).hasValue(7);
    }
}
