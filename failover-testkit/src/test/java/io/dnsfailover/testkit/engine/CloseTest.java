package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Command;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Location;
import io.dnsfailover.testkit.Scenario;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Nobody waits for ever for an engine that is closed. */
class CloseTest {
    @Test
    @DisplayName("a first round that was not over when the engine closed fails")
    void firstRound_failsWhenClosedBefore() {
        SimulatedTime time = new SimulatedTime();
        Failover failover = Failover.builder()
                .policy(Www.policy())
                .location(Location.of("here"), new ScriptedProber(time))
                .time(time)
                .scheduler(time)
                .start();
        CompletionStage<Void> firstRound = failover.firstRound();

        failover.close();

        assertThat(firstRound.toCompletableFuture()).isCompletedExceptionally();
        assertThat(failover.firstRound().toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    @DisplayName("an order and a reload that come after close fail, as do those that wait while it closes")
    void orders_failWhenClosed() {
        Scenario scenario = Scenario.of(Www.policy()).start();
        scenario.time().delayWorker("store", Duration.ofHours(1));
        CompletionStage<Void> waiting = scenario.failover().order("www", new Command.Hold(null));

        scenario.close();

        assertThat(waiting.toCompletableFuture()).isCompletedExceptionally();
        assertThat(scenario.failover().order("www", new Command.Release()).toCompletableFuture())
                .isCompletedExceptionally();
        assertThat(scenario.failover().replacePolicies(List.of()).toCompletableFuture())
                .isCompletedExceptionally();
    }

    @Test
    @DisplayName("events of runs that follow each other within a second have different ids")
    void eventIds_differBetweenQuickRestarts() {
        Scenario scenario = Scenario.of(Www.policy()).start();
        for (int i = 0; i < 5; i++) {
            scenario.restart(Duration.ofMillis(50));
        }
        scenario.endpoint(PRIMARY).goesDown();
        scenario.advance(Duration.ofMinutes(5));
        scenario.close();

        assertThat(scenario.events())
                .hasSizeGreaterThan(10)
                .extracting(FailoverEvent::header)
                .extracting(FailoverEvent.Header::id)
                .doesNotHaveDuplicates();
    }
}
