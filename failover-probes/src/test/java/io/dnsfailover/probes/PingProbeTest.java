package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The real program, where there is one. */
class PingProbeTest {
    private static boolean hasPing() {
        return Stream.of("/usr/bin/ping", "/bin/ping", "/usr/sbin/ping", "/sbin/ping")
                .anyMatch(place -> Files.isExecutable(Path.of(place)));
    }

    @TestFactory
    @DisplayName("loopback answers the real ping, over IPv4 and IPv6, from a source address of our own too")
    Stream<DynamicTest> loopback_answers() {
        return (hasPing() ? List.of("127.0.0.1", "::1") : List.<String>of())
                .stream()
                        .map(address -> DynamicTest.dynamicTest(address, () -> {
                            try (NetworkProber prober = NetworkProber.from(Peer.address(address))) {
                                ProbeResult result = Run.check(prober, PingProbe.once(), Endpoint.of(address));

                                assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
                                assertThat(result.detail()).contains("time");
                                assertThat(result.timings().firstByte()).isPositive();
                            }
                        }));
    }

    @Test
    @DisplayName("a source address that this machine does not have is our trouble, and so is a machine without ping")
    void ourOwnTrouble_isInconclusive() {
        try (NetworkProber prober = NetworkProber.from(Peer.address("192.0.2.77"))) {
            ProbeResult result = Run.check(prober, PingProbe.once(), Endpoint.of("127.0.0.1"));

            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.LOCAL_TROUBLE);
        }
    }
}
