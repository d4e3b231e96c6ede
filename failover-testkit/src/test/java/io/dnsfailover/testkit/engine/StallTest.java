package io.dnsfailover.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.spi.Cancellable;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A process that is stopped for a while (SIGSTOP, a laptop that sleeps, a virtual machine that is moved) does not make up for it. */
class StallTest {
    private static final int ENDPOINTS = 1000;

    /** Time goes on, but nothing runs while it is stopped; then everything that became due does. */
    private static final class Stoppable implements Scheduler {
        private final SimulatedTime time;
        private final Queue<Runnable> held = new ArrayDeque<>();
        private boolean stopped;

        Stoppable(SimulatedTime time) {
            this.time = time;
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            boolean[] calledOff = {false};
            Runnable unlessCalledOff = () -> {
                if (!calledOff[0]) {
                    task.run();
                }
            };
            Cancellable timer = time.schedule(delay, () -> {
                if (stopped) {
                    held.add(unlessCalledOff);
                } else {
                    unlessCalledOff.run();
                }
            });
            return () -> {
                calledOff[0] = true;
                timer.cancel();
            };
        }

        void stop() {
            stopped = true;
        }

        void goOn() {
            stopped = false;
            while (!held.isEmpty()) {
                held.remove().run();
            }
        }

        @Override
        public Executor worker(String name) {
            return time.worker(name);
        }

        @Override
        public void close() {
            held.clear();
        }
    }

    @Test
    @DisplayName("after 20 s of standstill no burst: one round in the interval that follows, evenly spread")
    void standstill_isNotMadeUpFor() {
        SimulatedTime time = new SimulatedTime();
        Stoppable scheduler = new Stoppable(time);
        ScriptedProber prober = new ScriptedProber(time);
        FailoverBuilder builder = Failover.builder()
                .location(Location.of("fra1"), prober)
                .time(time)
                .scheduler(scheduler)
                .seed(7);
        for (int i = 0; i < ENDPOINTS; i += 2) {
            builder.policy(policy(i));
        }
        try (Failover failover = builder.start()) {
            time.advance(Duration.ofSeconds(30));
            scheduler.stop();
            time.advance(Duration.ofSeconds(20));
            long before = prober.checks();

            scheduler.goOn();
            time.advance(Duration.ofMillis(1));
            assertThat(prober.checks() - before).as("at once").isLessThan(ENDPOINTS / 5);

            time.advance(Duration.ofSeconds(1));
            assertThat(prober.checks() - before)
                    .as("in half of an interval")
                    .isBetween(ENDPOINTS / 3L, ENDPOINTS * 2L / 3);

            time.advance(Duration.ofSeconds(1));
            assertThat(prober.checks() - before).as("in an interval").isLessThanOrEqualTo(ENDPOINTS * 11L / 10);

            time.advance(Duration.ofSeconds(18));
            assertThat(prober.checks() - before).as("in ten").isBetween(ENDPOINTS * 9L, ENDPOINTS * 11L);
            assertThat(failover.counters().decisions()).isZero();
        }
    }

    private static FailoverPolicy policy(int number) {
        return FailoverPolicy.named("r" + number)
                .record("example.com.", "r" + number + ".example.com.", RecordType.A)
                .primary("10.0." + number / 250 + "." + (number % 250 + 1))
                .backup("10.1." + number / 250 + "." + (number % 250 + 1))
                .probe(new NamedProbe("any"))
                .every(Duration.ofSeconds(2))
                .build();
    }
}
