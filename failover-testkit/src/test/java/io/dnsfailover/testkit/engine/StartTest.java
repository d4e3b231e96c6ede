package io.dnsfailover.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A start is no burst, and never more work than what follows. */
class StartTest {
    private static final int ENDPOINTS = 2000; // whose first checks take a second together
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    @Test
    @DisplayName(
            "where the first checks take as long as the interval, no interval has more checks than endpoints, and no"
                    + " part of it many")
    void start_isSpreadOverTheInterval() {
        SimulatedTime time = new SimulatedTime();
        ScriptedProber prober = new ScriptedProber(time);
        FailoverBuilder builder = Failover.builder()
                .location(Location.of("fra1"), prober)
                .time(time)
                .scheduler(time)
                .seed(7);
        for (int i = 0; i < ENDPOINTS; i += 2) {
            builder.policy(policy(i));
        }
        try (Failover failover = builder.start()) {
            long before = 0;
            for (int tenth = 0; tenth < 50; tenth++) {
                time.advance(INTERVAL.dividedBy(10));
                long made = prober.checks() - before;
                before = prober.checks();
                assertThat(made).as("in tenth " + tenth).isBetween(ENDPOINTS / 10 * 7L / 10, ENDPOINTS / 10 * 13L / 10);
            }
            assertThat(failover.counters().decisions()).isZero();
        }
    }

    private static FailoverPolicy policy(int number) {
        return FailoverPolicy.named("r" + number)
                .record("example.com.", "r" + number + ".example.com.", RecordType.A)
                .primary("10.0." + number / 250 + "." + (number % 250 + 1))
                .backup("10.1." + number / 250 + "." + (number % 250 + 1))
                .probe(new NamedProbe("any"))
                .every(INTERVAL)
                .build();
    }
}
