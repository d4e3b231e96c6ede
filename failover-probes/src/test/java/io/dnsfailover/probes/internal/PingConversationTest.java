package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.probes.TestScript;
import io.dnsfailover.spi.ProbeRequest;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With programs that say what the real ones say. */
class PingConversationTest {
    @TempDir
    private Path directory;

    private final ProbeEngine engine = new ProbeEngine(new ProbeEngine.Settings(
            null,
            null,
            name -> List.of(InetAddress.getLoopbackAddress()),
            address -> null,
            new ProbeLimits(10, 1_000_000, 1_000_000, 10)));

    @AfterEach
    void close() {
        engine.close();
    }

    private Path script(String name, String... lines) throws Exception {
        return TestScript.executable(directory.resolve(name), "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    }

    private ProbeResult check(PingAsk ask, String address, Duration timeout) throws Exception {
        return engine.start(new ProbeRequest(Endpoint.of(address), 0, timeout), 0, ask)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("the program gets fixed arguments and the address, and the one for its family is taken")
    void arguments_areFixed() throws Exception {
        Path ping = script("ping", "echo \"64 bytes from $*: time=1 ms\"");
        Path ping6 = script("ping6", "echo \"64 bytes from six $*: time=1 ms\"; echo \"$LC_ALL\" >&2");
        PingAsk ask = new PingAsk(List.of(directory.resolve("none"), ping), List.of(ping6));

        assertThat(check(ask, "192.0.2.1", Duration.ofSeconds(10)).reason()).isEqualTo(Reason.EXPECTED);
        assertThat(check(ask, "2001:db8::1", Duration.ofSeconds(10)).reason()).isEqualTo(Reason.EXPECTED);
        Path picky = script("picky", "[ \"$*\" = '-c 1 -n 192.0.2.1' ] && echo '64 bytes from x: time=1 ms'");
        assertThat(check(new PingAsk(List.of(picky), List.of()), "192.0.2.1", Duration.ofSeconds(10))
                        .reason())
                .isEqualTo(Reason.EXPECTED);
    }

    @Test
    void noProgram_isOurTrouble() throws Exception {
        PingAsk nowhere = new PingAsk(List.of(directory.resolve("none")), List.of());

        assertThat(check(nowhere, "192.0.2.1", Duration.ofSeconds(10)).reason()).isEqualTo(Reason.LOCAL_TROUBLE);
        assertThat(check(nowhere, "2001:db8::1", Duration.ofSeconds(10)).reason())
                .isEqualTo(Reason.LOCAL_TROUBLE);
    }

    @Test
    @DisplayName("silence until the deadline is an outage")
    void silence_timesOut() throws Exception {
        PingAsk silent = new PingAsk(List.of(script("ping", "exec sleep 60")), List.of());

        ProbeResult result = check(silent, "192.0.2.1", Duration.ofMillis(500));

        assertThat(result.reason()).isEqualTo(Reason.RESPONSE_TIMEOUT);
        assertThat(result.timings().total()).isLessThan(Duration.ofSeconds(3));
    }
}
