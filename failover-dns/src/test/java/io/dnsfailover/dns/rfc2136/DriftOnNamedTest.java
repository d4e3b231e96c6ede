package io.dnsfailover.dns.rfc2136;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dnsfailover.Failover;
import io.dnsfailover.dns.NoProber;
import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.event.FailoverEvent;
import io.dnsfailover.event.ServerEvent;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Timings;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.policy.Reconciliation;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.testkit.RecordingNotifier;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The engine, with real time and threads, beside somebody who edits a real BIND by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DriftOnNamedTest {
    private static final Duration LIMIT = Duration.ofSeconds(30); // of one that is usual, with a period of a second
    private static final RecordSetKey KEY = Publishing.at("www.example.com.", RecordType.A);
    private static final RecordSet PUBLISHED = RecordSet.of(KEY, new Ttl(60), List.of("192.0.2.10"));

    private final RecordingNotifier ears = new RecordingNotifier();
    private NamedServer named;
    private HandEdit hand;
    private Failover failover;

    @BeforeAll
    void start() {
        named = NamedServer.start();
        hand = HandEdit.of(named);
        Probe passes = request -> CompletableFuture.completedFuture(
                ProbeResult.of(Reason.EXPECTED, "always", Timings.total(Duration.ofMillis(1))));
        failover = Failover.builder()
                .policy(FailoverPolicy.named("www")
                        .record(KEY.zone().toString(), KEY.owner().toString(), KEY.type())
                        .primary("192.0.2.10")
                        .backup("192.0.2.20")
                        .probe(new NamedProbe("any"))
                        .build())
                .location(Location.of("here"), new NoProber())
                .probe("any", passes)
                .publisher(Publishing.to(named).build())
                .notifier(ears)
                .reconciliation(new Reconciliation(Duration.ofSeconds(1), 10, Duration.ofSeconds(30)))
                .start();
        awaitPublished();
    }

    @AfterAll
    void stop() {
        failover.close();
        named.close();
    }

    private void awaitPublished() {
        await().atMost(LIMIT).untilAsserted(() -> assertThat(hand.read(KEY)).isEqualTo(PUBLISHED));
    }

    private void awaitEvents(int count) {
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(ears.eventsOf(ServerEvent.DriftFound.class)).hasSize(count);
            assertThat(ears.eventsOf(ServerEvent.DriftEnded.class)).hasSize(count);
        });
    }

    @Test
    @DisplayName("a record set that was emptied, or edited, is restored, and each time told once")
    void drift_isRestored() throws Exception {
        hand.delete(KEY);
        awaitPublished();
        awaitEvents(1);

        hand.replace(KEY, 300, "203.0.113.1");
        awaitPublished();
        awaitEvents(2);

        RecordSetKey other = Publishing.at("other.example.com.", RecordType.A);
        hand.replace(other, 300, "203.0.113.7");
        hand.delete(new RecordSetKey(KEY.zone(), KEY.owner(), RecordType.AAAA)); // nothing there: no drift
        assertThat(hand.read(other).rdata()).containsExactly("203.0.113.7");
        assertThat(ears.eventsOf(FailoverEvent.PublishFailed.class)).isEmpty();
        assertThat(failover.counters().drifts()).isEqualTo(2);
    }
}
