package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.decision.Command;
import io.dnsfailover.decision.StandingOrder;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.RecordingNotifier;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two engines that write one name server, which may be unable to compare. */
class SharedServerTest {
    private static final Duration PERIOD = Duration.ofSeconds(34);
    private static final RecordSetKey KEY = Www.policy().record();

    private final SimulatedTime time = new SimulatedTime();
    private final InMemoryPublisher server = InMemoryPublisher.on(time);

    /** One of the engines, with the publisher and the ears of its own. */
    private final class Side implements AutoCloseable {
        final InMemoryPublisher publisher;
        final RecordingNotifier ears = new RecordingNotifier();
        final Failover failover;

        Side(String name, boolean compares) {
            publisher = server.named(name)
                    .capableOf(compares ? new Capability[] {Capability.COMPARE_AND_SET} : new Capability[0]);
            failover = Failover.builder()
                    .policy(Www.policy())
                    .location(Location.of("here"), new ScriptedProber(time))
                    .publisher(publisher)
                    .notifier(ears)
                    .time(time)
                    .scheduler(time)
                    .seed(name.hashCode())
                    .start();
        }

        void force(String endpoint) {
            failover.order("www", down(endpoint));
            time.advance(Duration.ofSeconds(1));
        }

        boolean isAlarmed() {
            return Stream.concat(
                            ears.eventsOf(FailoverEvent.PublishFailed.class).stream(),
                            ears.eventsOf(ServerEvent.DriftFound.class).stream())
                    .findAny()
                    .isPresent();
        }

        @Override
        public void close() {
            failover.close();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("the engine with the older decision gives way within a period, and says so")
    void newerDecision_wins(boolean compares) {
        try (Side one = new Side("one", compares);
                Side two = new Side("two", compares)) {
            time.advance(Duration.ofMinutes(1));
            two.force(PRIMARY);
            time.advance(PERIOD);

            assertThat(server.zone().lookup(KEY)).extracting(RecordSet::rdata).isEqualTo(set(BACKUP));
            assertThat(one.isAlarmed()).isTrue();

            time.advance(Duration.ofHours(1));
            assertThat(server.zone().lookup(KEY)).extracting(RecordSet::rdata).isEqualTo(set(BACKUP));
            assertThat(one.publisher.history().size() + two.publisher.history().size())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("a late write of the older decision is undone within a period by the engine with the newer one")
    void lateWrite_isUndone(boolean compares) throws PublishException {
        try (Side one = new Side("one", compares);
                Side two = new Side("two", compares)) {
            time.advance(Duration.ofMinutes(1));
            two.force(PRIMARY);
            Change late = one.publisher.history().get(0).change();
            server.replace(new Change(late.desired(), null, late.generation(), 0));
            time.advance(PERIOD.multipliedBy(2));

            assertThat(server.zone().lookup(KEY)).extracting(RecordSet::rdata).isEqualTo(set(BACKUP));
            assertThat(two.isAlarmed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName(
            "two decisions of the same number are a conflict that both report, with no more than two writes a period")
    void sameNumber_isAnAlarm(boolean compares) {
        try (Side one = new Side("one", compares);
                Side two = new Side("two", compares)) {
            time.advance(Duration.ofMinutes(1));
            server.zone().remove(KEY); // so that neither sees the other's decision before its own
            one.force(BACKUP);
            two.failover.order("www", down(PRIMARY));
            one.failover.order("www", down(PRIMARY));
            one.failover.order("www", up(BACKUP));
            time.advance(PERIOD.multipliedBy(2));

            assertThat(one.isAlarmed() || two.isAlarmed()).isTrue();
            assertThat(server.zone().lookup(KEY)).isNotNull();
            int before = one.publisher.attempts() + two.publisher.attempts();
            time.advance(Duration.ofMinutes(10));
            assertThat(one.publisher.attempts() + two.publisher.attempts() - before)
                    .isLessThan(50);
        }
    }

    @ParameterizedTest
    @EnumSource(Capability.class)
    @DisplayName("what is there is read before a write, whether the server compares or not")
    void foreignWrite_isSeenBeforeTheNextOne(Capability capability) {
        boolean compares = capability == Capability.COMPARE_AND_SET;
        try (Side one = new Side("one", compares)) {
            time.advance(Duration.ofSeconds(5));
            server.zone().edit(KEY, "203.0.113.1");
            one.force(PRIMARY);

            assertThat(one.ears.eventsOf(FailoverEvent.PublishFailed.class))
                    .singleElement()
                    .matches(failed -> failed.effect().equals("CONFLICT"));
            assertThat(server.zone().lookup(KEY)).extracting(RecordSet::rdata).isEqualTo(set(BACKUP));
        }
    }

    private static Command down(String endpoint) {
        return new Command.Force(endpoint, StandingOrder.Kind.FORCED_DOWN, null);
    }

    private static Command up(String endpoint) {
        return new Command.Force(endpoint, StandingOrder.Kind.FORCED_UP, null);
    }

    private static SortedSet<String> set(String... rdata) {
        return new TreeSet<>(List.of(rdata));
    }
}
