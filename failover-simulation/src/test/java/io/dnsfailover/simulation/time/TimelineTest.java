package io.dnsfailover.simulation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private final Timeline timeline = new Timeline();
    private final List<String> happened = new ArrayList<>();
    private final SimulatedHost host = new SimulatedHost(timeline, 1_000, 0, 0);
    private final SimulatedProcess process =
            new SimulatedProcess(timeline, host, worker -> 10, thrown -> happened.add(thrown.toString()));

    private void runUntil(long nanos) {
        while (timeline.step(nanos) != null) {
            // Each step is one event.
        }
    }

    @Test
    void step_runsInTheOrderOfTime_thenInTheOrderOfArrival() {
        Chance chance = new Chance(1, "order");
        List<Map.Entry<Long, Integer>> expected = new ArrayList<>();
        List<Map.Entry<Long, Integer>> seen = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Map.Entry<Long, Integer> entry = Map.entry(chance.below(300), i);
            expected.add(entry);
            timeline.at(entry.getKey(), () -> seen.add(entry));
        }
        expected.sort(Comparator.comparing(Map.Entry::getKey));

        runUntil(300);

        assertThat(seen).isEqualTo(expected);
        assertThat(timeline.nowNanos()).isEqualTo(300);
    }

    @Test
    void process_thatIsStopped_runsWhatFellDueWhenItGoesOn() {
        process.schedule(Duration.ofNanos(5), () -> happened.add("a " + process.nanoTime()));
        process.schedule(Duration.ofNanos(20), () -> happened.add("b " + process.nanoTime()));
        process.stop();
        timeline.at(10, process::goOn);

        runUntil(100);

        assertThat(happened).containsExactly("a 1010", "b 1020");
    }

    @Test
    void process_thatGoesOn_runsWhatWasHeldBeforeWhatCameSince() {
        process.schedule(Duration.ofNanos(5), () -> happened.add("held"));
        process.stop();
        timeline.at(10, () -> process.schedule(Duration.ZERO, () -> happened.add("since")));
        timeline.at(10, process::goOn);

        runUntil(100);

        assertThat(happened).containsExactly("held", "since");
    }

    @Test
    void machine_thatIsSuspended_doesNotNoticeOnItsMonotonicClock() {
        process.schedule(Duration.ofNanos(20), () -> happened.add("a " + process.nanoTime()));
        timeline.at(10, () -> {
            host.suspend();
            process.stop();
        });
        timeline.at(60, () -> {
            host.resume();
            process.goOn();
        });

        runUntil(100);

        assertThat(happened).containsExactly("a 1020");
        assertThat(process.instant()).isEqualTo("2026-01-01T00:00:00.000000100Z");
        assertThat(process.nanoTime()).isEqualTo(1050);
    }

    @Test
    void machine_thatDrifts_runsATaskWhenItsOwnClockSaysSo() {
        SimulatedHost fast = new SimulatedHost(timeline, 0, 1000, 0);
        SimulatedProcess hurried = new SimulatedProcess(timeline, fast, worker -> 0, thrown -> {});
        long hour = Duration.ofHours(1).toNanos();
        List<Long> truly = new ArrayList<>();
        hurried.schedule(Duration.ofHours(1), () -> {
            truly.add(timeline.nowNanos());
            assertThat(hurried.nanoTime()).isBetween(hour, hour + 10_000);
        });

        runUntil(2 * hour);

        assertThat(truly)
                .singleElement()
                .satisfies(at -> assertThat(hour - at).isBetween(3_596_000_000L, 3_597_000_000L));
    }

    @Test
    void process_thatIsKilled_doesNothingMore() {
        process.schedule(Duration.ofNanos(20), () -> happened.add("never"));
        timeline.at(10, process::kill);

        runUntil(100);

        assertThat(happened).isEmpty();
    }

    @Test
    void worker_runsOneTaskAfterTheOther_andATaskThatThrowsHarmsNoOther() {
        var worker = process.worker("store");
        worker.execute(() -> {
            throw new IllegalStateException("broke");
        });
        worker.execute(() -> happened.add("b " + timeline.nowNanos()));

        runUntil(100);

        assertThat(happened).containsExactly("java.lang.IllegalStateException: broke", "b 20");
    }
}
