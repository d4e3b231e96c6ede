package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.ProbeSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** However many policies share an address, it is not checked more often than it should be. */
class RateCapTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    @Test
    @DisplayName("checks over the cap wait, and those that would wait too long are local trouble, whatever their kinds")
    void overTheCap() {
        try (Peer peer = Peer.saying("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                NetworkProber prober = NetworkProber.builder().maxPerTarget(10).build()) {
            List<CompletableFuture<ProbeResult>> checks = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                ProbeSpec spec = i % 2 == 0 ? TcpProbe.port(1) : HttpProbe.http();
                checks.add(Run.start(prober, spec, peer.endpoint(), TIMEOUT));
            }
            List<ProbeResult> results = checks.stream().map(Run::await).toList();

            List<ProbeResult> passed = results.stream()
                    .filter(result -> result.reason() == Reason.EXPECTED)
                    .toList();
            // Ten at once, and four or five more in half of the timeout; on a machine that is slow to start them a few
            // more.
            assertThat(passed).hasSizeBetween(14, 20);
            assertThat(results).filteredOn(result -> !passed.contains(result)).allSatisfy(result -> {
                assertThat(result.reason()).isEqualTo(Reason.LOCAL_TROUBLE);
                assertThat(result.detail()).contains("more than 10 a second of this address");
            });
            assertThat(prober.checksDelayed()).isPositive();
            assertThat(prober.checksOverTheCap()).isEqualTo(40L - passed.size());
            assertThat(prober.checksUnderWay()).isZero();
        }
    }

    @Test
    void waitingCheck_canBeCancelled() {
        try (Peer peer = Peer.silent();
                NetworkProber prober = NetworkProber.builder().maxPerSecond(1).build()) {
            Run.check(prober, TcpProbe.port(1), peer.endpoint());
            CompletableFuture<ProbeResult> waiting = Run.start(prober, TcpProbe.port(1), peer.endpoint(), Run.LONG);

            waiting.cancel(true);

            Awaitility.await().until(() -> prober.checksUnderWay() == 0);
            assertThat(peer.accepted()).isEqualTo(1);
        }
    }

    @Test
    void ratesOutOfRange_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkProber.builder().maxPerTarget(0))
                .withMessageContaining("1 to 1000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NetworkProber.builder().maxPerSecond(1_000_001));
    }
}
