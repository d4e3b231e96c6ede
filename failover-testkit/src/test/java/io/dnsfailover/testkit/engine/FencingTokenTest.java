package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.model.Location;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The token of the controller's term, in what is written. */
class FencingTokenTest {
    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedProber prober = new ScriptedProber(time);
    private final InMemoryPublisher publisher = InMemoryPublisher.on(time);

    private FailoverBuilder builder() {
        return Failover.builder()
                .policy(Www.policy())
                .location(Location.of("here"), prober)
                .publisher(publisher)
                .time(time)
                .scheduler(time)
                .seed(1);
    }

    private void failsOver(FailoverBuilder builder) {
        try (Failover failover = builder.start()) {
            time.advance(Duration.ofMinutes(1));
            prober.endpoint(PRIMARY).goesDown();
            time.advance(Duration.ofMinutes(2));
            assertThat(failover.counters().decisions()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("every change carries the token that the host was given")
    void aGivenToken_isInEveryChange() {
        failsOver(builder().fencingToken(7));

        assertThat(publisher.history())
                .extracting(written -> written.change().fencingToken())
                .containsExactly(7L, 7L);
    }

    @Test
    @DisplayName("a single process writes with token 0")
    void noToken_isZero() {
        failsOver(builder());

        assertThat(publisher.history())
                .extracting(written -> written.change().fencingToken())
                .containsExactly(0L, 0L);
    }
}
