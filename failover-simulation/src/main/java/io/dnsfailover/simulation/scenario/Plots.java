package io.dnsfailover.simulation.scenario;

import static io.dnsfailover.simulation.scenario.Policies.BACKUP;
import static io.dnsfailover.simulation.scenario.Policies.PRIMARY;
import static io.dnsfailover.simulation.scenario.Policies.SECOND_BACKUP;

import io.dnsfailover.decision.Command;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.testkit.EndpointScript;
import io.dnsfailover.testkit.InMemoryPublisher;
import java.time.Duration;
import java.util.List;

/** What happens in each {@link NamedScenario}. An outage lasts twenty rounds of checks. */
final class Plots {
    private static final int OUTAGE_ROUNDS = 20;

    private Plots() {}

    static void blackHole(Stage stage) {
        stage.breaks(PRIMARY, EndpointScript::goesSilent);
        stage.rounds(OUTAGE_ROUNDS);
        stage.heals(PRIMARY);
        stage.untilFailedBack();
    }

    static void fastFailThenRevert(Stage stage) {
        stage.breaks(PRIMARY, EndpointScript::goesDown);
        stage.advance(stage.policy().confirmAfter().multipliedBy(3).dividedBy(2));
        stage.heals(PRIMARY);
        stage.untilFailedBack();
    }

    static void flapping(Stage stage) {
        stage.breaks(PRIMARY, script -> script.flaps(Outcome.FAIL, Outcome.FAIL, Outcome.PASS));
        stage.rounds(OUTAGE_ROUNDS);
        stage.heals(PRIMARY);
        stage.untilFailedBack();
    }

    static void oneCutOff(Stage stage) {
        stage.scenario().location("ams1").getsCutOff();
        stage.rounds(OUTAGE_ROUNDS);
        stage.scenario().location("ams1").recovers();
        stage.untilFailedBack();
    }

    static void allCutOff(Stage stage) {
        Stage.LOCATIONS.forEach(id -> stage.scenario().location(id).getsCutOff());
        stage.rounds(OUTAGE_ROUNDS);
        Stage.LOCATIONS.forEach(id -> stage.scenario().location(id).recovers());
        stage.untilFailedBack();
    }

    static void probersStarved(Stage stage) {
        Stage.LOCATIONS.forEach(id -> stage.scenario().location(id).starves());
        stage.rounds(OUTAGE_ROUNDS);
        Stage.LOCATIONS.forEach(id -> stage.scenario().location(id).recovers());
        stage.untilFailedBack();
    }

    static void starvedAndDown(Stage stage) {
        stage.scenario().location("ams1").starves();
        outage(stage);
    }

    static void publisherUnknown(Stage stage) {
        for (String server : Stage.NAME_SERVERS) {
            InMemoryPublisher publisher = stage.scenario().nameServer(server);
            publisher.loseNextAnswer();
            publisher.loseNextRequest();
        }
        outage(stage);
    }

    static void conflict(Stage stage) {
        stage.edits(RecordSet.of(stage.policy().record(), stage.policy().ttl(), List.of("203.0.113.66")));
        outage(stage);
    }

    static void twoControllers(Stage stage) {
        stage.secondController();
        stage.rounds(3);
        outage(stage);
    }

    static void wallClockStep(Stage stage) {
        stage.stepWallClock(Duration.ofDays(-3650));
        stage.breaks(PRIMARY, EndpointScript::goesSilent);
        stage.rounds(OUTAGE_ROUNDS);
        stage.heals(PRIMARY);
        stage.rounds(2);
        stage.stepWallClock(Duration.ofDays(7300));
        stage.untilFailedBack();
    }

    static void overrideDuringOutage(Stage stage) {
        Duration hold = Duration.ofMinutes(10);
        stage.order(new Command.Hold(hold));
        stage.breaks(PRIMARY, EndpointScript::goesDown);
        stage.advance(hold);
        stage.rounds(OUTAGE_ROUNDS);
        stage.heals(PRIMARY);
        stage.untilFailedBack();
    }

    static void everythingDown(Stage stage) {
        List<String> all = List.of(PRIMARY, BACKUP, SECOND_BACKUP);
        all.forEach(endpoint -> stage.breaks(endpoint, EndpointScript::goesDown));
        stage.rounds(OUTAGE_ROUNDS);
        all.forEach(stage::heals);
        stage.untilFailedBack();
    }

    static void restartInMidFailover(Stage stage) {
        stage.breaks(PRIMARY, EndpointScript::goesDown);
        stage.awaitEvent(
                FailoverEvent.FailedOver.class, stage.policy().interval().multipliedBy(3));
        stage.advance(Stage.SERVER_DELAYS.get(1).dividedBy(2));
        stage.restart(Duration.ofSeconds(10));
        stage.rounds(OUTAGE_ROUNDS);
        stage.heals(PRIMARY);
        stage.untilFailedBack();
    }

    private static void outage(Stage stage) {
        stage.breaks(PRIMARY, EndpointScript::goesDown);
        stage.rounds(OUTAGE_ROUNDS);
        stage.heals(PRIMARY);
        stage.untilFailedBack();
    }
}
