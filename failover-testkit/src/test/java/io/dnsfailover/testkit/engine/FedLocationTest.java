package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.Timings;
import io.dnsfailover.quorum.Verdict;
import io.dnsfailover.spi.ObservationSink;
import io.dnsfailover.spi.ObservationSource;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A location whose observations come from elsewhere, beside one that probes here. */
class FedLocationTest {
    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedProber prober = new ScriptedProber(time);
    private final Feed feed = new Feed();
    private final Failover failover = Failover.builder()
            .policy(Www.policy())
            .location(Location.of("here"), prober)
            .location(Location.of("elsewhere"), feed)
            .time(time)
            .scheduler(time)
            .seed(1)
            .start();

    @AfterEach
    void close() {
        failover.close();
    }

    @Test
    @DisplayName("an outage that both see moves the record; the fed location is asked for a fresh check and answers it")
    void bothSeeIt_moves() {
        feed.everySecond(Map.of());
        time.advance(Duration.ofMinutes(1));
        prober.endpoint(PRIMARY).goesDown();
        feed.reasons.put(PRIMARY, Reason.REFUSED);
        time.advance(Duration.ofMinutes(2));

        assertThat(answer()).containsExactly(BACKUP);
        assertThat(feed.asks).containsKey(BACKUP);
    }

    @Test
    @DisplayName("a fed location that is silent neither moves the record nor lets it move: silence is not a vote")
    void silentFeed_isNoVote() {
        time.advance(Duration.ofMinutes(1));
        prober.endpoint(PRIMARY).goesDown();
        time.advance(Duration.ofHours(1));

        assertThat(answer()).containsExactly(PRIMARY);
    }

    @Test
    @DisplayName("a feed that stops loses its vote when its last word is too old")
    void stoppedFeed_losesItsVote() {
        feed.everySecond(Map.of(PRIMARY, Reason.REFUSED));
        time.advance(Duration.ofMinutes(1));
        feed.stop();
        time.advance(Duration.ofMinutes(2));

        prober.endpoint(PRIMARY).goesDown();
        time.advance(Duration.ofHours(1));

        assertThat(answer()).containsExactly(PRIMARY);
        // The fresh check would have kept the record where it is: the verdict shows that the old vote did not count.
        assertThat(failover.status("www").orElseThrow().endpoints().get(0).measured())
                .isEqualTo(Verdict.UNDECIDED);
    }

    @Test
    @DisplayName("an answer that is not fresh does not verify a backup")
    void staleAnswer_doesNotVerify() {
        feed.answersAsks = false;
        feed.everySecond(Map.of(PRIMARY, Reason.REFUSED));
        prober.endpoint(PRIMARY).goesDown();
        time.advance(Duration.ofMinutes(10));

        assertThat(feed.asks).containsKey(BACKUP);
        assertThat(answer()).containsExactly(PRIMARY);
    }

    @Test
    @DisplayName("observations of what does not exist are dropped and counted")
    void unknownObservation_isDropped() {
        time.advance(Duration.ofSeconds(1));
        feed.say("nobody", PRIMARY, Reason.REFUSED);
        feed.say("www", "192.0.2.66", Reason.REFUSED);
        time.advance(Duration.ZERO);

        assertThat(failover.counters().droppedObservations()).isEqualTo(2);
    }

    private Iterable<String> answer() {
        RecordSetKey key = Www.policy().record();
        RecordSet current = failover.current(key.owner(), key.type());
        return current == null ? List.of() : current.rdata();
    }

    /** Another machine's view. */
    private final class Feed implements ObservationSource {
        private final Map<String, Reason> reasons = new HashMap<>();
        private final Map<String, Long> asks = new HashMap<>();
        private boolean answersAsks = true;
        private boolean stopped;
        private ObservationSink sink;

        void everySecond(Map<String, Reason> seen) {
            reasons.putAll(seen);
            time.schedule(Duration.ofSeconds(1), this::tick);
        }

        void stop() {
            stopped = true;
        }

        private void tick() {
            if (!stopped) {
                Www.policy()
                        .endpoints()
                        .forEach(endpoint ->
                                say("www", endpoint.id(), reasons.getOrDefault(endpoint.id(), Reason.EXPECTED)));
                time.schedule(Duration.ofSeconds(1), this::tick);
            }
        }

        void say(String policy, String endpoint, Reason reason) {
            long ask = answersAsks ? asks.getOrDefault(endpoint, 0L) : 0;
            sink.deliver(policy, endpoint, ProbeResult.of(reason, "fed", Timings.total(Duration.ofMillis(3))), ask);
        }

        @Override
        public void open(ObservationSink opened) {
            sink = opened;
        }

        @Override
        public void checkSoon(String policy, String endpointId, long ask) {
            asks.put(endpointId, ask);
        }

        @Override
        public void close() {
            stop();
        }
    }
}
