package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.FailoverBuilder;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Capability;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.Delivery;
import io.dnsfailover.spi.DnsPublisher;
import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.Notifier;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import io.dnsfailover.spi.PublishException;
import io.dnsfailover.spi.Published;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.spi.StoreBatch;
import io.dnsfailover.spi.StoredEvent;
import io.dnsfailover.spi.StoredState;
import io.dnsfailover.testkit.InMemoryPublisher;
import io.dnsfailover.testkit.RecordingNotifier;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a host plugs in may throw anything once, errors included: the engine goes on with it the next time. */
class BrokenPluginTest {
    private final SimulatedTime time = new SimulatedTime();
    private final ScriptedProber prober = new ScriptedProber(time);
    private final InMemoryPublisher server = InMemoryPublisher.on(time);
    private final RecordingNotifier received = new RecordingNotifier();
    private int bombs;

    @AfterEach
    void clearInterrupt() {
        Thread.interrupted(); // the engine hands an interrupt on to its worker, which is this thread
    }

    @Test
    @DisplayName("a prober that cannot prepare fails the start for whoever waits for the first round")
    void prober_cannotPrepare() {
        Prober broken = new Prober() {
            @Override
            public boolean supports(ProbeSpec spec) {
                return true;
            }

            @Override
            public Probe prepare(ProbeSpec spec) {
                throw new IllegalStateException("no socket");
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
        try (Failover failover = Failover.builder()
                .policy(Www.policy())
                .location(Location.of("fra1"), broken)
                .time(time)
                .scheduler(time)
                .start()) {
            time.advance(Duration.ofSeconds(1));

            assertThat(failover.firstRound().toCompletableFuture()).isCompletedExceptionally();
        }
    }

    @Test
    @DisplayName("a probe that throws an error is checked again in the next round")
    void probe_throwsError() {
        Prober broken = new Prober() {
            @Override
            public boolean supports(ProbeSpec spec) {
                return true;
            }

            @Override
            public Probe prepare(ProbeSpec spec) {
                Probe works = prober.prepare(spec);
                return request -> {
                    explode();
                    return works.probe(request);
                };
            }

            @Override
            public void close() {
                prober.close();
            }
        };
        bombs = 6;
        try (Failover failover = start(builder(broken).publisher(server).notifier(received))) {
            assertFailsOver(failover);
        }
    }

    @Test
    @DisplayName("a publisher that throws an error is asked again")
    void publisher_throwsError() {
        bombs = 3;
        try (Failover failover =
                start(builder(prober).publisher(new ExplosivePublisher(false)).notifier(received))) {
            assertFailsOver(failover);
        }
    }

    @Test
    @DisplayName("a publisher that says it was interrupted, although nobody closes, is asked again")
    void publisher_throwsInterrupt() {
        bombs = 3;
        try (Failover failover =
                start(builder(prober).publisher(new ExplosivePublisher(true)).notifier(received))) {
            assertFailsOver(failover);
        }
    }

    @Test
    @DisplayName("a notifier that throws an error is told again")
    void notifier_throwsError() {
        Notifier broken = new Notifier() {
            @Override
            public void deliver(Delivery delivery) throws IOException {
                explode();
                received.deliver(delivery);
            }

            @Override
            public void close() {
                received.close();
            }
        };
        bombs = 3;
        try (Failover failover = start(builder(prober).publisher(server).notifier(broken))) {
            assertFailsOver(failover);
        }
    }

    @Test
    @DisplayName("a store that throws an error is written again")
    void store_throwsError() {
        InMemoryStateStore works = new InMemoryStateStore();
        StateStore broken = new StateStore() {
            @Override
            public Map<String, StoredState> load() {
                return works.load();
            }

            @Override
            public List<StoredEvent> undelivered() {
                return works.undelivered();
            }

            @Override
            public void save(StoreBatch batch) {
                explode();
                works.save(batch);
            }

            @Override
            public void forget(Collection<String> policies) {
                works.forget(policies);
            }

            @Override
            public void close() {
                works.close();
            }
        };
        bombs = 3;
        try (Failover failover =
                start(builder(prober).publisher(server).notifier(received).store(broken))) {
            assertFailsOver(failover);
            assertThat(works.load().get("www").generation()).isEqualTo(2);
        }
    }

    private void assertFailsOver(Failover failover) {
        time.advance(Duration.ofMinutes(5));
        prober.endpoint(PRIMARY).goesDown();
        time.advance(Duration.ofMinutes(5));

        assertThat(bombs).isZero();
        RecordSetKey key = Www.policy().record();
        assertThat(failover.current(key.owner(), key.type()))
                .extracting(RecordSet::rdata)
                .isEqualTo(Set.of(BACKUP));
        assertThat(server.zone().lookup(key).rdata()).containsExactly(BACKUP);
        assertThat(received.events()).isNotEmpty();
    }

    private FailoverBuilder builder(Prober probes) {
        return Failover.builder()
                .policies(List.of(Www.policy()))
                .location(Location.of("here"), probes)
                .time(time)
                .scheduler(time)
                .seed(1);
    }

    private static Failover start(FailoverBuilder builder) {
        return builder.start();
    }

    private void explode() {
        if (bombs > 0) {
            bombs--;
            throw new NoClassDefFoundError("a class of the plug-in is missing");
        }
    }

    private final class ExplosivePublisher implements DnsPublisher {
        private final boolean interrupts;

        private ExplosivePublisher(boolean interrupts) {
            this.interrupts = interrupts;
        }

        @Override
        public String name() {
            return "explosive";
        }

        @Override
        public Set<Capability> capabilities() {
            return server.capabilities();
        }

        @Override
        public Published read(RecordSetKey key) throws PublishException, InterruptedException {
            explodeOrInterrupt();
            return server.read(key);
        }

        @Override
        public void replace(Change change) throws PublishException, InterruptedException {
            explodeOrInterrupt();
            server.replace(change);
        }

        @Override
        public void close() {
            server.close();
        }

        private void explodeOrInterrupt() throws InterruptedException {
            if (bombs > 0 && interrupts) {
                bombs--;
                throw new InterruptedException();
            }
            explode();
        }
    }
}
