package io.dnsfailover.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes that go to a name server together. */
class BatchTest {
    private static final Duration CALL = Duration.ofMillis(100);

    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedProber prober = new ScriptedProber(time);

    private Failover started(InMemoryPublisher publisher, int records, String... zones) {
        FailoverBuilder builder = Failover.builder()
                .location(Location.of("here"), prober)
                .publisher(publisher)
                .time(time)
                .scheduler(time)
                .seed(1);
        for (String zone : zones) {
            for (int record = 0; record < records; record++) {
                builder.policy(FailoverPolicy.named("r" + record + "." + zone)
                        .record(zone, "r" + record + "." + zone, RecordType.A)
                        .primary("192.0.2.10")
                        .backup("192.0.2.20")
                        .probe(new NamedProbe("any"))
                        .build());
            }
        }
        Failover failover = builder.start();
        time.advance(Duration.ofMinutes(1));
        time.delayWorker("publisher-1", CALL);
        return failover;
    }

    private static int callsBefore(InMemoryPublisher publisher) {
        return publisher.calls();
    }

    @Test
    @DisplayName("what waits for one zone goes in one call, as much of it as the publisher takes")
    void manyChanges_goTogether() {
        InMemoryPublisher publisher = InMemoryPublisher.on(time).batching(50);
        try (Failover failover = started(publisher, 100, "example.com.")) {
            int before = callsBefore(publisher);
            prober.endpoint("192.0.2.10").goesDown();
            time.advance(Duration.ofMinutes(2));

            assertThat(failover.counters().decisions()).isEqualTo(50); // the brake lets half of them go
            assertThat(publisher.history()).hasSize(150);
            assertThat(publisher.calls() - before).isLessThan(25);
        }
    }

    @Test
    @DisplayName("a publisher that takes one at a time gets one at a time")
    void oneAtATime() {
        InMemoryPublisher publisher = InMemoryPublisher.on(time);
        try (Failover failover = started(publisher, 20, "example.com.")) {
            int before = callsBefore(publisher);
            prober.endpoint("192.0.2.10").goesDown();
            time.advance(Duration.ofMinutes(2));

            assertThat(failover.counters().decisions()).isEqualTo(20);
            assertThat(publisher.calls() - before).isEqualTo(20);
        }
    }

    @Test
    @DisplayName("changes of several zones never share a call, and one that fails keeps no other from being written")
    void zones_areApart_andFailuresAlone() {
        InMemoryPublisher publisher = InMemoryPublisher.on(time).batching(50);
        try (Failover failover = started(publisher, 5, "example.com.", "example.net.")) {
            publisher.refuseNext();
            publisher.conflictNext();
            publisher.loseNextRequest();
            publisher.loseNextAnswer();
            prober.endpoint("192.0.2.10").goesDown();
            time.advance(Duration.ofMinutes(2));

            assertThat(failover.counters().decisions()).isEqualTo(10);
            assertThat(failover.counters().publishFailures()).isEqualTo(4);
            assertThat(publisher.history()).hasSize(20);
            assertThat(failover.statuses())
                    .allSatisfy(status -> assertThat(
                                    publisher.zone().lookup(status.recordSet().key()))
                            .isEqualTo(status.recordSet()));
        }
    }
}
