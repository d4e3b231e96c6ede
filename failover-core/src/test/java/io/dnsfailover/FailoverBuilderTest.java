package io.dnsfailover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dnsfailover.decision.Brake;
import io.dnsfailover.internal.engine.SystemScheduler;
import io.dnsfailover.internal.engine.SystemTime;
import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.InvalidPolicyException;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.quorum.Doubt;
import io.dnsfailover.quorum.Quorum;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FailoverBuilderTest {
    private static final Location HERE = Location.of("here");

    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());
    private final Fakes.FakeProber prober = new Fakes.FakeProber(closed, Set.of());
    private final Fakes.FakeStore store = new Fakes.FakeStore(closed, null);

    private static FailoverPolicy policy() {
        return FailoverPolicy.named("www")
                .record("example.com.", "www.example.com.", RecordType.A)
                .primary("192.0.2.1")
                .probe(new NamedProbe("own"))
                .build();
    }

    @Test
    void start_withoutALocation_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Failover.builder().store(store).start())
                .withMessage("a Failover needs at least one location");
        assertThat(closed).isEmpty();
    }

    @Test
    void fencingToken_belowZeroOrTwice_isRefused() {
        FailoverBuilder builder = Failover.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.fencingToken(-1))
                .withMessage("a fencing token is 0 or more, not -1");
        builder.fencingToken(0);
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.fencingToken(1))
                .withMessage("fencing token was already set");
    }

    @Test
    void brakeAndDoubt_givenTwice_areRefused() {
        FailoverBuilder builder = Failover.builder().brake(Brake.DEFAULT).doubt(Doubt.DEFAULT);

        assertThatIllegalStateException()
                .isThrownBy(() -> builder.brake(Brake.DEFAULT))
                .withMessage("brake was already set");
        assertThatIllegalStateException()
                .isThrownBy(() -> builder.doubt(Doubt.DEFAULT))
                .withMessage("doubt was already set");
    }

    @Test
    @DisplayName("one control target alone is refused, and nothing has been started or loaded then")
    void control_alone_isRefused() {
        FailoverBuilder builder = Failover.builder()
                .location(HERE, prober)
                .store(store)
                .probe("own", request -> new CompletableFuture<>())
                .control(Endpoint.of("192.0.2.1"), new NamedProbe("own"));

        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(builder::start)
                .withMessageContaining("control targets = 1: must be none or 2 to 16");
        assertThat(closed).isEmpty();
    }

    @Test
    void location_givenTwice_isRefused() {
        FailoverBuilder builder = Failover.builder().location(HERE, prober);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.location(new Location("here", "elsewhere"), prober))
                .withMessage("location 'here' was already given");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.location(HERE, new Fakes.FakeSource(closed)));
    }

    @Test
    void probe_givenTwice_isRefused() {
        Probe probe = request -> new CompletableFuture<>();
        FailoverBuilder builder = Failover.builder().probe("own", probe);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.probe("own", probe))
                .withMessage("probe 'own' was already given");
    }

    @Test
    @DisplayName("a notifier without a name has that of its class; a second one of the class has a number")
    void notifier_withoutName_isNamedByItsClass() {
        Notifiers notifiers = new Notifiers();
        notifiers.add("Fakes-FakeNotifier-2", new Fakes.FakeNotifier(closed));
        notifiers.add(new Fakes.FakeNotifier(closed));
        notifiers.add(new Fakes.FakeNotifier(closed));

        assertThat(notifiers.byName().keySet())
                .containsExactly("Fakes-FakeNotifier-2", "Fakes-FakeNotifier", "Fakes-FakeNotifier-3");
    }

    @Test
    void notifier_givenTwice_isRefused() {
        FailoverBuilder builder = Failover.builder().notifier("ops", new Fakes.FakeNotifier(closed));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.notifier("ops", new Fakes.FakeNotifier(closed)))
                .withMessage("notifier 'ops' was already given");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "ops\n", "\u00e4", "0123456789012345678901234567890123456789012345678901234567890123x"
            })
    void notifier_withABadName_isRefused(String name) {
        FailoverBuilder builder = Failover.builder();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.notifier(name, new Fakes.FakeNotifier(closed)))
                .withMessageContaining("the name of a notifier has 1 to 64 letters, digits, '.', '-' or '_'");
    }

    @Test
    void singleValues_setTwice_areRefused() {
        try (Scheduler scheduler = new SystemScheduler();
                InMemoryStateStore memory = new InMemoryStateStore()) {
            SystemTime time = new SystemTime();
            FailoverBuilder builder = Failover.builder()
                    .store(memory)
                    .time(time)
                    .scheduler(scheduler)
                    .seed(1);

            assertThatIllegalStateException()
                    .isThrownBy(() -> builder.store(memory))
                    .withMessage("store was already set");
            assertThatIllegalStateException()
                    .isThrownBy(() -> builder.time(time))
                    .withMessage("time was already set");
            assertThatIllegalStateException()
                    .isThrownBy(() -> builder.scheduler(scheduler))
                    .withMessage("scheduler was already set");
            assertThatIllegalStateException().isThrownBy(() -> builder.seed(1)).withMessage("seed was already set");
        }
    }

    @Test
    @DisplayName("a policy that cannot run here is refused before anything is read or started")
    void start_policyThatCannotRunHere_isRefused() {
        FailoverBuilder builder = Failover.builder()
                .location(HERE, prober)
                .store(store)
                .policies(List.of(policy().toBuilder().quorum(Quorum.atLeast(2)).build()));

        assertThatExceptionOfType(InvalidPolicyException.class)
                .isThrownBy(builder::start)
                .withMessageContaining("quorum = at least 2")
                .withMessageContaining("probe = own: is not known to the prober of location here");
        assertThat(closed).isEmpty();
    }

    @Test
    void start_storeThatCannotBeRead_isRefused() {
        IOException cause = new IOException("disk");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Failover.builder()
                        .location(HERE, prober)
                        .store(new Fakes.FakeStore(closed, cause))
                        .start())
                .withMessage("the store cannot be read")
                .withCause(cause);
    }

    @Test
    @DisplayName("close closes everything once, also what equals another and what comes after one that fails")
    void close_closesEverythingOnce() {
        List<String> alike = Collections.synchronizedList(new ArrayList<>());
        Failover failover = Failover.builder()
                .location(HERE, prober)
                .location(Location.of("there"), prober)
                .location(Location.of("fed"), new Fakes.FakeSource(closed))
                .notifier(new Fakes.FakeNotifier(closed))
                .publisher(new Fakes.FakePublisher(alike, "ns1", Set.of()))
                .publisher(new Fakes.FakePublisher(alike, "ns1", Set.of()))
                .store(store)
                .start();

        failover.close();
        failover.close();

        assertThat(closed).containsExactlyInAnyOrder("loaded", "prober", "source", "notifier", "store");
        assertThat(alike).containsExactly("publisher", "publisher");
    }

    @Test
    @DisplayName("a scheduler of the host's own stays open")
    void close_schedulerOfTheHost_staysOpen() throws InterruptedException {
        try (Scheduler scheduler = new SystemScheduler()) {
            Failover.builder()
                    .location(HERE, prober)
                    .scheduler(scheduler)
                    .start()
                    .close();
            CountDownLatch ran = new CountDownLatch(1);

            scheduler.schedule(Duration.ZERO, ran::countDown);

            assertThat(ran.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void replacePolicies_thatCannotRunHere_isRefused() {
        try (Failover failover = Failover.builder().location(HERE, prober).start()) {
            assertThatExceptionOfType(InvalidPolicyException.class)
                    .isThrownBy(() -> failover.replacePolicies(List.of(policy())))
                    .withMessageContaining("is not known to the prober of location here");
        }
    }
}
