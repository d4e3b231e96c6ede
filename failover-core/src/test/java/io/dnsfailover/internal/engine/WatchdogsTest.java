package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WatchdogsTest {
    private static final long PATIENCE = 100;

    private final Clock clock = new Clock();
    private final Watchdogs watchdogs = new Watchdogs(new Loop(clock, clock, 1));
    private final List<String> overdue = new ArrayList<>();

    @Test
    @DisplayName("each that is not over is called at its time, in turn, and once")
    void watch_notOver_isCalledAtItsTime() {
        Watchdogs.Line line = watchdogs.line(PATIENCE);
        line.watch(new Check("first"));
        clock.to(30);
        line.watch(new Check("second"));

        clock.to(99);
        assertThat(overdue).isEmpty();
        clock.to(129);
        assertThat(overdue).containsExactly("first at 100");
        clock.to(1000);
        assertThat(overdue).containsExactly("first at 100", "second at 130");
    }

    @Test
    @DisplayName("who is over is never called, wherever it stands")
    void watch_over_isNotCalled() {
        Watchdogs.Line line = watchdogs.line(PATIENCE);
        List<Check> checks = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Check check = new Check("check " + i);
            checks.add(check);
            line.watch(check);
            clock.to(clock.now + 10);
        }

        checks.get(0).over = true;
        checks.get(2).over = true;
        checks.get(4).over = true;
        clock.to(1000);

        assertThat(overdue).containsExactly("check 1 at 110", "check 3 at 130");
    }

    @Test
    @DisplayName("a loop that is late looks at what waits before it goes on to the next deadline")
    void look_late_leavesTheNextItsTurn() {
        Watchdogs.Line line = watchdogs.line(PATIENCE);
        line.watch(new Check("first"));
        clock.to(10);
        Check second = new Check("second");
        line.watch(second);

        clock.schedule(Duration.ofNanos(95), () -> second.over = true);
        clock.stall(500);

        assertThat(overdue).containsExactly("first at 500");
    }

    @Test
    @DisplayName(
            "thousands that end in time cost a timer each time that the line has none, and nothing is left when all are over")
    void watch_manyInTime_shareATimer() {
        Watchdogs.Line line = watchdogs.line(PATIENCE);
        for (int i = 0; i < 1000; i++) {
            Check check = new Check("check");
            line.watch(check);
            check.over = true;
            clock.to(clock.now + 1);
        }

        assertThat(clock.scheduled).isLessThan(30);
        line.relax();
        assertThat(clock.tasks).isEmpty();
        assertThat(overdue).isEmpty();
    }

    @Test
    @DisplayName("one that throws when it is called costs no other its watchdog")
    void overdue_throws_harmsNoOther() {
        Watchdogs.Line line = watchdogs.line(PATIENCE);
        line.watch(new Watchdogs.Watched() {
            @Override
            public boolean isOver() {
                return false;
            }

            @Override
            public void overdue() {
                throw new IllegalStateException("on purpose");
            }
        });
        clock.to(5);
        line.watch(new Check("next"));

        clock.to(1000);

        assertThat(overdue).containsExactly("next at 105");
    }

    private final class Check implements Watchdogs.Watched {
        private final String name;
        private boolean over;

        Check(String name) {
            this.name = name;
        }

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public void overdue() {
            over = true;
            overdue.add(name + " at " + clock.now);
        }
    }

    /** Time that stands until it is moved. */
    private static final class Clock implements Scheduler, TimeSource {
        private record Task(long at, int number, Runnable action) {}

        private final List<Task> tasks = new ArrayList<>();
        private long now;
        private int scheduled;

        /** Runs what is due on the way. */
        void to(long later) {
            for (Task next = next(later); next != null; next = next(later)) {
                now = Math.max(now, next.at);
                run(next);
            }
            now = later;
        }

        /** The same for a loop that stood still until then. */
        void stall(long later) {
            now = later;
            to(later);
        }

        private Task next(long until) {
            return tasks.stream()
                    .filter(task -> task.at <= until)
                    .min(Comparator.comparingLong(Task::at).thenComparing(Task::number))
                    .orElse(null);
        }

        private void run(Task next) {
            tasks.remove(next);
            try {
                next.action.run();
            } catch (IllegalStateException onPurpose) {
                assertThat(onPurpose).hasMessage("on purpose");
            }
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable action) {
            Task task = new Task(now + delay.toNanos(), scheduled++, action);
            tasks.add(task);
            return () -> tasks.remove(task);
        }

        @Override
        public Executor worker(String name) {
            throw new UnsupportedOperationException(name);
        }

        @Override
        public void close() {}

        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(now);
        }
    }
}
