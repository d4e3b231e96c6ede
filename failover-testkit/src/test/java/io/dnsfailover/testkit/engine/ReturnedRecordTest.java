package io.dnsfailover.testkit.engine;

import static io.dnsfailover.testkit.engine.Www.BACKUP;
import static io.dnsfailover.testkit.engine.Www.PRIMARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.health.Damping;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.Reason;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.testkit.HandFedLocation;
import io.dnsfailover.testkit.SimulatedTime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A record whose policy is taken away and given back, while an answer to what it asked before is still on its way. */
class ReturnedRecordTest {
    private static final FailoverPolicy WWW = FailoverPolicy.named("www")
            .record("example.com.", "www.example.com.", RecordType.A)
            .primary(PRIMARY)
            .backup(BACKUP)
            .probe(new NamedProbe("any"))
            .damping(Damping.fall(1).ok(1).rise(1))
            .build();

    private final SimulatedTime time = new SimulatedTime();
    private final HandFedLocation elsewhere = new HandFedLocation();
    private final Failover failover = Failover.builder()
            .policies(List.of(WWW, Www.named("other").build()))
            .location(Location.of("elsewhere"), elsewhere)
            .time(time)
            .scheduler(time)
            .seed(1)
            .start();

    @AfterEach
    void close() {
        failover.close();
    }

    @Test
    @DisplayName(
            "what the record asked before it was taken away, and is answered late, is no fresh check of the one that came back")
    void lateAnswerOfTheRecordBefore_verifiesNothing() {
        time.advance(Duration.ofSeconds(1));
        sees(PRIMARY, Reason.EXPECTED);
        sees(BACKUP, Reason.EXPECTED);
        sees(PRIMARY, Reason.REFUSED);
        Runnable late = elsewhere.startsToLook("www", BACKUP, Reason.EXPECTED);
        assertThat(elsewhere.highestAsk("www", BACKUP)).isEqualTo(1);

        replace(Www.named("other").build());
        replace(WWW, Www.named("other").build());
        sees(PRIMARY, Reason.EXPECTED);
        sees(BACKUP, Reason.EXPECTED);
        sees(PRIMARY, Reason.REFUSED);
        assertThat(elsewhere.highestAsk("www", BACKUP)).isEqualTo(2);
        late.run();
        time.advance(Duration.ofMillis(100));

        assertThat(answer()).containsExactly(PRIMARY);
        sees(BACKUP, Reason.EXPECTED);
        assertThat(answer()).containsExactly(BACKUP);
    }

    private void sees(String endpoint, Reason reason) {
        elsewhere.sees("www", endpoint, reason);
        time.advance(Duration.ofSeconds(1));
    }

    private void replace(FailoverPolicy... policies) {
        var done = failover.replacePolicies(List.of(policies)).toCompletableFuture();
        time.advanceUntil(done::isDone, Duration.ofSeconds(1));
        time.advance(Duration.ofMillis(100));
    }

    private Iterable<String> answer() {
        RecordSet current = failover.current(WWW.record().owner(), RecordType.A);
        return current == null ? List.of() : current.rdata();
    }
}
