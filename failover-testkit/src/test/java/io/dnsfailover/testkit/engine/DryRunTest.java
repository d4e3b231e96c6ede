package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.InvalidPolicyException;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.spi.Change;
import io.dnsfailover.status.PublishPlan;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.InMemoryZone;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a start would write, without writing it. */
class DryRunTest {
    private final SimulatedTime time = new SimulatedTime();
    private final InMemoryPublisher ns1 = InMemoryPublisher.on(time).named("ns1");
    private final InMemoryPublisher ns2 = ns1.named("ns2").onZone(new InMemoryZone());

    private FailoverBuilder builder(FailoverPolicy... policies) {
        return Failover.builder()
                .policies(List.of(policies))
                .location(Location.of("here"), new ScriptedProber(time))
                .publisher(ns1)
                .publisher(ns2)
                .time(time)
                .scheduler(time)
                .seed(1);
    }

    private static Change change(String policy, String address, long generation) {
        RecordSet wanted = RecordSet.of(Www.named(policy).build().record(), new Ttl(60), List.of(address));
        return new Change(wanted, null, generation, 0);
    }

    @Test
    @DisplayName("the plan says for each server what is made, changed, taken over and left, and writes nothing")
    void plan_saysWhatIsDoneWhere() throws Exception {
        ns1.replace(change("a", BACKUP, 4));
        ns2.replace(change("a", PRIMARY, 3));
        ns2.zone().edit(Www.named("b").build().record(), "203.0.113.1");
        int attempts = ns1.attempts() + ns2.attempts();

        PublishPlan plan =
                builder(Www.named("a").build(), Www.named("b").build()).plan();

        assertThat(plan).hasToString("""
                ns1:
                  leave a.example.com. A 60s [192.0.2.20] generation 4
                  create b.example.com. A 60s [192.0.2.10] generation 1
                ns2:
                  change a.example.com. A 60s [192.0.2.10] generation 3 -> 60s [192.0.2.20] generation 4
                  take over b.example.com. A 300s [203.0.113.1] without our mark -> 60s [192.0.2.10] generation 1
                """);
        assertThat(plan.isComplete()).isTrue();
        assertThat(ns1.attempts() + ns2.attempts()).isEqualTo(attempts);
        assertThat(ns1.isClosed()).isFalse();
    }

    @Test
    @DisplayName("a start writes what the plan said")
    void start_doesWhatThePlanSaid() throws Exception {
        ns1.replace(change("a", BACKUP, 4));
        FailoverBuilder builder = builder(Www.named("a").build(), Www.named("b").build());

        PublishPlan plan = builder.plan();
        try (Failover failover = builder.start()) {
            time.advance(Duration.ofSeconds(5));

            for (PublishPlan.Step step : plan.steps()) {
                InMemoryPublisher server = step.publisher().equals("ns1") ? ns1 : ns2;
                assertThat(server.zone().lookup(step.wanted().key())).isEqualTo(step.wanted());
            }
            assertThat(failover.counters().decisions()).isZero();
        }
    }

    @Test
    @DisplayName("a server that cannot be read leaves the plan open, and is not asked for every record")
    void unreadableServer_isSaid() throws Exception {
        ns2.goDown();

        PublishPlan plan = builder(
                        Www.named("a").build(),
                        Www.named("b").build(),
                        Www.named("c").build())
                .plan();

        assertThat(plan.isComplete()).isFalse();
        assertThat(plan.toString())
                .contains("unreadable a.example.com. A: ns2: the server cannot be reached")
                .contains("unreadable c.example.com. A: not asked, because of: ns2: the server cannot be reached");
        assertThat(ns2.reads()).isEqualTo(2);
    }

    @Test
    @DisplayName("mistakes are those of a start")
    void mistakes_areReported() {
        FailoverPolicy policy = Www.builder().quorum(Quorum.atLeast(5)).build();

        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(() -> builder(policy).plan());
    }
}
