package io.dnsfailover.examples.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.dnsfailover.Failover;
import io.dnsfailover.model.Location;
import io.dnsfailover.model.RecordSet;
import io.dnsfailover.model.RecordType;
import io.dnsfailover.model.Ttl;
import io.dnsfailover.policy.FailoverPolicy;
import io.dnsfailover.policy.NamedProbe;
import io.dnsfailover.spi.Change;
import io.dnsfailover.testkit.ScriptedProber;
import io.dnsfailover.testkit.SimulatedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordFilePublisherTest {
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
    @DisplayName("the file follows the record, and what others have in it stays")
    void file_followsTheRecord() throws IOException {
        Path file = Files.writeString(directory.resolve("failover.records"), "mail.example.com. 60 IN A 192.0.2.99\n");
        SimulatedTime time = new SimulatedTime();
        ScriptedProber prober = new ScriptedProber(time);
        try (Failover failover = Failover.builder()
                .policy(www)
                .location(Location.of("fra1"), prober)
                .publisher(new RecordFilePublisher(file))
                .time(time)
                .scheduler(time)
                .start()) {
            time.advanceUntil(failover.firstRound().toCompletableFuture()::isDone, Duration.ofMinutes(1));
            prober.endpoint("192.0.2.10").goesDown();
            time.advance(Duration.ofMinutes(2));
        }

        assertThat(file).content().isEqualTo("""
            mail.example.com. 60 IN A 192.0.2.99
            ; failover www.example.com. A 2
            www.example.com. 60 IN A 192.0.2.20
            """);
    }
    // end::wiring[]

    @Test
    @DisplayName("an interrupt ends a call, and the file stays as it is")
    void interrupt_endsTheCall() throws IOException {
        Path file = Files.writeString(directory.resolve("failover.records"), "");
        RecordFilePublisher publisher = new RecordFilePublisher(file);
        RecordSet desired = RecordSet.of(www.record(), new Ttl(60), List.of("192.0.2.10"));

        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> publisher.replace(new Change(desired, null, 1, 0)));

        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(file).isEmptyFile();
    }
}
