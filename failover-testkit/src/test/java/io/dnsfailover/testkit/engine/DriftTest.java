package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.FailoverAssertions.assertThat;
import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.Drift;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.status.ServerStatus;
import io.dnsfailover.status.ServerStatus.Standing;
import io.dnsfailover.testkit.InMemoryZone;
import io.dnsfailover.testkit.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Name servers that hold something else than was published there, with nothing to move. */
class DriftTest {
    /** One period of the default, with its jitter. */
    private static final Duration PERIOD = Duration.ofSeconds(34);

    private static final RecordSetKey KEY = Www.policy().record();

    /** What somebody else does to a zone. */
    private record Meddling(String what, Consumer<InMemoryZone> deed) {
        @Override
        public String toString() {
            return what;
        }
    }

    private static List<Meddling> meddlings() {
        return List.of(
                new Meddling("emptied", zone -> zone.remove(KEY)),
                new Meddling("edited by hand", zone -> zone.edit(KEY, "203.0.113.1")),
                new Meddling("more added by hand", zone -> zone.edit(KEY, PRIMARY, "203.0.113.1")),
                new Meddling("only the mark gone", zone -> zone.edit(RecordSet.of(KEY, new Ttl(60), List.of(PRIMARY)))),
                new Meddling("another TTL", zone -> zone.edit(RecordSet.of(KEY, new Ttl(86_400), List.of(PRIMARY)))));
    }

    private static Scenario settled(Drift drift) {
        Scenario scenario = Scenario.of(Www.builder().drift(drift).build())
                .from("fra1", "ams1")
                .start();
        scenario.advance(Duration.ofMinutes(5));
        return scenario;
    }

    @ParameterizedTest
    @MethodSource("meddlings")
    @DisplayName("what was published is restored within a period, said once when it is found and once when it is over")
    void drift_isRestored(Meddling meddling) {
        try (Scenario scenario = settled(Drift.RESTORE)) {
            meddling.deed().accept(scenario.nameServer().zone());
            scenario.advance(PERIOD);

            assertThat(scenario.nameServer().zone().lookup(KEY))
                    .isEqualTo(RecordSet.of(KEY, new Ttl(60), List.of(PRIMARY)));
            assertThat(of(scenario, ServerEvent.DriftFound.class))
                    .singleElement()
                    .satisfies(found -> {
                        assertThat(found.restored()).isTrue();
                        assertThat(found.describe())
                                .startsWith("CONFLICT: ns1 holds ")
                                .endsWith("; it is restored");
                    });

            scenario.advance(Duration.ofHours(1));
            assertThat(scenario).neverMoved();
            assertThat(of(scenario, ServerEvent.DriftFound.class)).hasSize(1);
            assertThat(of(scenario, ServerEvent.DriftEnded.class)).hasSize(1);
            assertThat(scenario.nameServer().history()).hasSize(2);
            assertThat(scenario.failover().counters().drifts()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("where the policy says so, what somebody else wrote is reported and left, until the record moves")
    void drift_isReported() {
        try (Scenario scenario = settled(Drift.REPORT)) {
            scenario.nameServer().zone().edit(KEY, "203.0.113.1");
            scenario.advance(Duration.ofHours(1));

            assertThat(scenario).neverMoved();
            assertThat(scenario.nameServer().history()).hasSize(1);
            assertThat(of(scenario, ServerEvent.DriftFound.class)).hasSize(1);
            assertThat(of(scenario, ServerEvent.DriftEnded.class)).isEmpty();
            assertThat(server(scenario, 0).standing()).isEqualTo(Standing.DRIFTED);
            assertThat(of(scenario, ServerEvent.ServersDiverged.class)).isEmpty();

            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario).failedOverTo(BACKUP).answers(BACKUP);
            assertThat(of(scenario, ServerEvent.DriftEnded.class)).hasSize(1);
            assertThat(server(scenario, 0).standing()).isEqualTo(Standing.UP_TO_DATE);
        }
    }

    @Test
    @DisplayName("a change of the policy's word on drift counts from the next look on")
    void drift_followsTheReload() {
        try (Scenario scenario = settled(Drift.REPORT)) {
            scenario.nameServer().zone().remove(KEY);
            scenario.advance(Duration.ofMinutes(2));
            assertThat(scenario.nameServer().zone().lookup(KEY)).isNull();

            scenario.reload(Www.policy());
            scenario.advance(PERIOD);
            assertThat(scenario.nameServer().zone().lookup(KEY)).isNotNull();
        }
    }

    @Test
    @DisplayName("somebody who undoes it every second is answered once a period, and told of once")
    void drift_isNoFight() {
        try (Scenario scenario = settled(Drift.RESTORE)) {
            for (int second = 0; second < 600; second++) {
                scenario.nameServer().zone().edit(KEY, "203.0.113.1");
                scenario.advance(Duration.ofSeconds(1));
            }

            assertThat(scenario.nameServer().history()).hasSizeBetween(15, 25);
            assertThat(of(scenario, ServerEvent.DriftFound.class)).hasSize(1);
            assertThat(of(scenario, ServerEvent.DriftEnded.class)).isEmpty();
            assertThat(of(scenario, FailoverEvent.Published.class)).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    @DisplayName("records that are not ours are never touched")
    void others_areLeftAlone() {
        try (Scenario scenario = settled(Drift.RESTORE)) {
            RecordSetKey other = Www.named("other").build().record();
            InMemoryZone zone = scenario.nameServer().zone();
            zone.edit(other, "203.0.113.7");
            zone.remove(KEY);
            scenario.advance(Duration.ofHours(1));

            assertThat(zone.lookup(other)).isEqualTo(RecordSet.of(other, new Ttl(300), List.of("203.0.113.7")));
            assertThat(scenario.nameServer().history())
                    .allMatch(written -> written.change().desired().key().equals(KEY));
        }
    }

    @Test
    @DisplayName("a newer decision of somebody else is no drift: it is reported, and not written over")
    void newerGeneration_isAhead() throws PublishException {
        try (Scenario scenario = settled(Drift.RESTORE)) {
            RecordSet theirs = RecordSet.of(KEY, new Ttl(60), List.of(BACKUP));
            scenario.nameServer().named("theirs").replace(new Change(theirs, null, 9, 0));
            scenario.advance(PERIOD);

            assertThat(scenario.nameServer().zone().lookup(KEY)).isEqualTo(theirs);
            assertThat(of(scenario, ServerEvent.DriftFound.class)).isEmpty();
            assertThat(of(scenario, FailoverEvent.PublishFailed.class))
                    .singleElement()
                    .matches(failed -> failed.effect().equals("CONFLICT"));
            assertThat(server(scenario, 0).standing()).isEqualTo(Standing.AHEAD);
            assertThat(scenario.nameServer().history()).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "what a start read may have been an old copy: a newer decision is taken up while nothing was written since")
    void newerGeneration_afterARestart_isTakenUp() throws PublishException {
        try (Scenario scenario = settled(Drift.RESTORE)) {
            scenario.restart(Duration.ofSeconds(1));
            scenario.advance(Duration.ofMinutes(1));
            RecordSet real = RecordSet.of(KEY, new Ttl(60), List.of(BACKUP));
            scenario.nameServer().named("real").replace(new Change(real, null, 9, 0));
            scenario.advance(PERIOD);

            assertThat(scenario).answers(BACKUP);
            assertThat(scenario.failover().statuses().get(0).generation()).isEqualTo(9);
            assertThat(server(scenario, 0).standing()).isEqualTo(Standing.UP_TO_DATE);
        }
    }

    @Test
    @DisplayName("a server that lost its mark for an older one is brought back to the newest decision")
    void olderGeneration_isDrift() throws PublishException {
        try (Scenario scenario = settled(Drift.RESTORE)) {
            scenario.endpoint(PRIMARY).goesDown();
            scenario.advance(Duration.ofMinutes(2));
            RecordSet old = RecordSet.of(KEY, new Ttl(60), List.of(PRIMARY));
            scenario.nameServer().named("late").replace(new Change(old, null, 1, 0));
            scenario.advance(PERIOD);

            assertThat(scenario.nameServer().zone().lookup(KEY))
                    .isEqualTo(RecordSet.of(KEY, new Ttl(60), List.of(BACKUP)));
            assertThat(of(scenario, ServerEvent.DriftFound.class))
                    .singleElement()
                    .matches(found -> found.foundGeneration() == 1);
        }
    }

    private static ServerStatus server(Scenario scenario, int number) {
        return scenario.failover().status("www").orElseThrow().servers().get(number);
    }

    private static <E extends FailoverEvent> List<E> of(Scenario scenario, Class<E> kind) {
        return scenario.events().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
