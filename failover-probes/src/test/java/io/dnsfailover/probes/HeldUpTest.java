package io.dnsfailover.probes;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.policy.ProbeSpec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Threads of the prober that have no time, as on a machine with too much to do: that is no evidence. */
class HeldUpTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);

    /** What is asked beyond the plain case is for the full client, which has threads of its own. */
    private static final HttpProbe FULL_CLIENT = HttpProbe.http().followRedirects(RedirectPolicy.sameHost(1));

    private final NetworkProber prober = NetworkProber.create();
    private final CountDownLatch attended = new CountDownLatch(1);
    private final CountDownLatch free = new CountDownLatch(1);
    private final AtomicInteger held = new AtomicInteger();

    @AfterEach
    void close() {
        free.countDown();
        prober.close();
    }

    /** Holds the thread that delivers the result of a check. */
    private CompletableFuture<Void> hold(ProbeSpec spec, Peer peer) {
        return Run.start(prober, spec, peer.endpoint(), Run.LONG).thenRun(() -> {
            held.incrementAndGet();
            Awaitility.await().until(() -> free.getCount() == 0);
        });
    }

    /** Answers as soon as the results are attended to: before, the thread that attends would be held itself. */
    private Peer answeringWhenAttended(String answer) {
        return Peer.that(connection -> {
            attended.await();
            Peer.send(connection, answer);
            Peer.drain(connection);
        });
    }

    @Test
    @DisplayName("a loop that was held up over a deadline says so")
    void loopHeldUp_isLocalTrouble() {
        TcpProbe probe = TcpProbe.port(1).expect("x");
        try (Peer silent = Peer.silent();
                Peer answering = answeringWhenAttended("x")) {
            CompletableFuture<Void> holding = hold(probe, answering);
            CompletableFuture<ProbeResult> check = Run.start(prober, probe, silent.endpoint(), TIMEOUT);
            attended.countDown();
            Awaitility.await().until(() -> held.get() == 1);

            Awaitility.await().pollDelay(TIMEOUT.plusMillis(300)).until(() -> !holding.isDone());
            free.countDown();

            assertThat(Run.await(check).reason()).isEqualTo(Reason.LOCAL_TROUBLE);
        }
    }

    @Test
    @DisplayName("HTTP threads that are held up leave no evidence, and the check ends in time")
    void httpThreadsHeldUp_isLocalTrouble() {
        try (Peer answering = answeringWhenAttended("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            List<CompletableFuture<Void>> holding =
                    Stream.generate(() -> hold(FULL_CLIENT, answering)).limit(8).toList();
            attended.countDown();
            Awaitility.await().until(() -> held.get() == 2);

            ProbeResult result = Run.check(prober, FULL_CLIENT, answering.endpoint(), TIMEOUT);

            assertThat(holding).noneMatch(CompletableFuture::isDone);
            assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.LOCAL_TROUBLE);
            assertThat(result.timings().total()).isLessThan(TIMEOUT.plusSeconds(2));
        }
    }

    @Test
    @DisplayName("a prober that has time blames the endpoint")
    void nobodyHeldUp_isTheEndpointsSilence() {
        try (Peer peer = Peer.silent()) {
            Duration timeout = Duration.ofSeconds(2);

            assertThat(Run.check(prober, FULL_CLIENT, peer.endpoint(), timeout).reason())
                    .isEqualTo(Reason.RESPONSE_TIMEOUT);
            assertThat(Run.check(prober, TcpProbe.port(1).expect("x"), peer.endpoint(), timeout)
                            .reason())
                    .isEqualTo(Reason.RESPONSE_TIMEOUT);
        }
    }
}
