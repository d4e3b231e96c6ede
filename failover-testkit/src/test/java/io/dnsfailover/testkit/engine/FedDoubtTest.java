package io.dnsfailover.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Timings;
import io.dnsfailover.policy.AllDown;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.spi.ObservationSink;
import io.dnsfailover.spi.ObservationSource;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A location that tells of one endpoint after another, each every ten seconds, and may itself be what failed. */
class FedDoubtTest {
    private static final List<String> TARGETS = List.of("192.0.2.1", "198.51.100.1", "203.0.113.1", "203.0.114.1");

    private final SimulatedTime time = new SimulatedTime();
    private final FailoverPolicy policy = FailoverPolicy.named("www")
            .record("example.com.", "www.example.com.", RecordType.A)
            .primary(TARGETS.get(0))
            .backup(TARGETS.get(1))
            .backup(TARGETS.get(2))
            .backup(TARGETS.get(3))
            .probe(new NamedProbe("any"))
            .whenAllDown(AllDown.lastResort("203.0.113.99"))
            .build();
    private final Table table = new Table();
    private final Failover failover = Failover.builder()
            .policy(policy)
            .location(Location.of("elsewhere"), table)
            .time(time)
            .scheduler(time)
            .seed(1)
            .start();

    @AfterEach
    void close() {
        failover.close();
    }

    private Iterable<String> answer() {
        RecordSet current =
                failover.current(policy.record().owner(), policy.record().type());
        return current == null ? List.of() : current.rdata();
    }

    @Test
    @DisplayName("one that sees everything fail moves nothing, and nothing moves when it is well again")
    void everythingFails_movesNothing() {
        time.advance(Duration.ofMinutes(2));
        TARGETS.forEach(target -> table.reasons.put(target, Reason.CONNECT_TIMEOUT));
        time.advance(Duration.ofHours(1));

        assertThat(failover.counters().decisions()).isZero();
        assertThat(failover.locations())
                .singleElement()
                .satisfies(status -> assertThat(status.isDoubted()).isTrue());

        table.reasons.clear();
        time.advance(Duration.ofHours(1));
        assertThat(failover.counters().decisions()).isZero();
        assertThat(failover.locations())
                .singleElement()
                .satisfies(status -> assertThat(status.isDoubted()).isFalse());
    }

    @Test
    @DisplayName("one that sees the primary fail, moves the record")
    void primaryFails_moves() {
        time.advance(Duration.ofMinutes(2));
        table.reasons.put(TARGETS.get(0), Reason.CONNECT_TIMEOUT);
        time.advance(Duration.ofMinutes(2));
        assertThat(answer()).containsExactly(TARGETS.get(1));

        table.reasons.put(TARGETS.get(1), Reason.CONNECT_TIMEOUT);
        time.advance(Duration.ofMinutes(2));
        assertThat(answer()).containsExactly(TARGETS.get(2));
    }

    /** Reports what it sees at a fixed pace, whether or not something changed. */
    private final class Table implements ObservationSource {
        private final Map<String, Reason> reasons = new HashMap<>();
        private final Map<String, Long> asks = new HashMap<>();
        private ObservationSink sink;
        private int next;

        @Override
        public void open(ObservationSink opened) {
            sink = opened;
            report();
        }

        private void report() {
            String target = TARGETS.get(next++ % TARGETS.size());
            Reason reason = reasons.getOrDefault(target, Reason.EXPECTED);
            ProbeResult result = ProbeResult.of(reason, "fed", Timings.total(Duration.ofMillis(3)));
            sink.deliver("www", target, result, asks.getOrDefault(target, 0L));
            time.schedule(Duration.ofMillis(2_500), this::report);
        }

        @Override
        public void checkSoon(String name, String endpointId, long ask) {
            asks.put(endpointId, ask);
        }

        @Override
        public void close() {}
    }
}
