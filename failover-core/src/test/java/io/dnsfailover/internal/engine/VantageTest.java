package io.dnsfailover.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.spi.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A location with four networks, at a time that the test sets; nothing here is checked, only told. */
class VantageTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final List<String> changes = new ArrayList<>();
    private final List<String> credited = new ArrayList<>();
    private final Vantage vantage = new Vantage(
            new Loop(new Clock(), new AtOnce(), 1),
            Doubt.DEFAULT,
            Location.of("here"),
            (status, since) -> changes.add(status.describe()));
    private final Network.Member a = watch("192.0.2.1");
    private final Network.Member b = watch("198.51.100.1");
    private final Network.Member c = watch("203.0.113.1");
    private final Network.Member d = watch("203.0.114.1");
    private long now = -5 * SECOND;

    private Network.Member watch(String target) {
        return vantage.watch(Endpoint.of(target), null);
    }

    private boolean fails(Network.Member member, String name) {
        return vantage.failed(member, now, 2 * SECOND, () -> credited.add(name));
    }

    private void allAnswer() {
        List.of(a, b, c, d).forEach(member -> vantage.passed(member, now));
    }

    @Test
    @DisplayName("a failure counts when another network answered a check that began no earlier")
    void failed_withAWitness_counts() {
        allAnswer();

        assertThat(fails(a, "a")).isTrue();
        now += 1;
        assertThat(fails(b, "b")).isFalse();
    }

    @Test
    @DisplayName("a failure that waits is handed over when another network answers, and not when its own does")
    void failed_withoutAWitness_waitsForOne() {
        allAnswer();
        now += 10 * SECOND;
        assertThat(fails(a, "a")).isFalse();

        vantage.passed(a, now);
        assertThat(credited).isEmpty();
        vantage.passed(b, now);

        assertThat(credited).containsExactly("a");
    }

    @Test
    @DisplayName("a witness that comes too late proves nothing")
    void failed_withALateWitness_doesNotCount() {
        allAnswer();
        now += 10 * SECOND;
        assertThat(fails(a, "a")).isFalse();

        now += 2 * SECOND + 1;
        vantage.passed(b, now);

        assertThat(credited).isEmpty();
    }

    @Test
    @DisplayName("nothing counts while the location is in doubt, witness or not, and what waited is dropped")
    void failed_inDoubt_doesNotCount() {
        allAnswer();
        now += 10 * SECOND;
        assertThat(fails(a, "a")).isFalse();
        assertThat(fails(b, "b")).isFalse();
        assertThat(fails(c, "c")).isFalse();
        assertThat(fails(d, "d")).isFalse();
        assertThat(changes).containsExactly("4 of 4 networks fail together");

        vantage.passed(a, now);
        assertThat(credited).isEmpty();
        assertThat(fails(b, "b")).isFalse();
        assertThat(vantage.failedAgain(b)).isFalse();
        assertThat(vantage.isDoubted()).isTrue();
    }

    @Test
    @DisplayName("doubt ends after ten seconds of calm, or a minute below the share")
    void doubt_endsAfterAWhile() {
        allAnswer();
        now += 10 * SECOND;
        List.of(a, b, c, d).forEach(member -> fails(member, "x"));
        now += 60 * SECOND - 1;
        vantage.passed(a, now);
        assertThat(vantage.isDoubted()).isTrue();
        now += 1;
        vantage.passed(a, now);
        assertThat(changes).containsExactly("4 of 4 networks fail together", "trusted");

        List.of(a, b, c, d).forEach(member -> vantage.passed(member, now));
        now += 10 * SECOND;
        List.of(a, b, c, d).forEach(member -> fails(member, "x"));
        assertThat(vantage.isDoubted()).isTrue();
        List.of(a, b, c, d).forEach(member -> vantage.passed(member, now));
        now += 10 * SECOND - 1;
        vantage.passed(a, now);
        assertThat(vantage.isDoubted()).isTrue();
        now += 1;
        vantage.passed(a, now);
        assertThat(vantage.isDoubted()).isFalse();
    }

    @Test
    @DisplayName("what is known of a network that is left is forgotten, and a location left with two needs no witness")
    void leave_forgets() {
        allAnswer();
        vantage.leave(c);
        vantage.leave(d);
        now += 10 * SECOND;

        assertThat(vantage.status().networks()).isEqualTo(2);
        assertThat(vantage.status().seen()).isEqualTo(new Doubt.Networks(0, 2));
        assertThat(fails(a, "a")).isTrue();
    }

    @Test
    @DisplayName("a network that fails for five minutes while others answer is gone, and no evidence")
    void failingForLong_isGone() {
        allAnswer();
        now += 10 * SECOND;
        fails(a, "a");
        assertThat(vantage.status().seen()).isEqualTo(new Doubt.Networks(1, 3));

        now += 300 * SECOND;
        vantage.passed(b, now);
        vantage.passed(b, now);

        assertThat(vantage.status().seen()).isEqualTo(new Doubt.Networks(0, 3));
        vantage.passed(a, now);
        assertThat(vantage.status().seen()).isEqualTo(new Doubt.Networks(0, 4));
    }

    private final class Clock implements TimeSource {
        @Override
        public long nanoTime() {
            return now;
        }

        @Override
        public Instant instant() {
            return Instant.EPOCH.plusNanos(now);
        }
    }

    /** Runs what is posted at once; nothing here waits. */
    private static final class AtOnce implements Scheduler {
        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            task.run();
            return () -> {};
        }

        @Override
        public Executor worker(String name) {
            return Runnable::run;
        }

        @Override
        public void close() {}
    }
}
