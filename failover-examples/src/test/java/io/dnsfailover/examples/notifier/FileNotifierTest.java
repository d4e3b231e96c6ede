package io.dnsfailover.examples.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.Failover;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileNotifierTest {
    @TempDir
    Path directory;

    private final FailoverPolicy www = FailoverPolicy.named("www")
            .record("example.com.", "www.example.com.", RecordType.A)
            .primary("192.0.2.10")
            .backup("192.0.2.20")
            .probe(new NamedProbe("any"))
            .build();

    // tag::wiring[]
    @Test
    @DisplayName("a failover is one line, also when it has to be told again")
    void failover_isOneLine() throws IOException {
        Path log = directory.resolve("log").resolve("events");
        SimulatedTime time = new SimulatedTime();
        ScriptedProber prober = new ScriptedProber(time);
        try (Failover failover = Failover.builder()
                .policy(www)
                .location(Location.of("fra1"), prober)
                .notifier(new FileNotifier(log))
                .time(time)
                .scheduler(time)
                .start()) {
            time.advanceUntil(failover.firstRound().toCompletableFuture()::isDone, Duration.ofMinutes(1));
            Files.createDirectory(log.getParent());
            prober.endpoint("192.0.2.10").goesDown();
            time.advance(Duration.ofMinutes(2));
        }

        assertThat(Files.readAllLines(log))
                .filteredOn(line -> line.contains("failed over"))
                .hasSize(1);
    }
    // end::wiring[]
}
