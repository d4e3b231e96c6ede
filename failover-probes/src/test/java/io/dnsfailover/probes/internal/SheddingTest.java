package io.dnsfailover.probes.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.spi.ProbeRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a prober does when it cannot keep up: with the loop, or all workers, held by a check. */
class SheddingTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int MOST_WORKERS = 8;

    private final ProbeEngine engine = new ProbeEngine(new ProbeEngine.Settings(
            null,
            null,
            name -> List.of(InetAddress.getLoopbackAddress()),
            address -> null,
            new ProbeLimits(100, 1_000_000, 1_000_000, 10)));
    private final CountDownLatch free = new CountDownLatch(1);
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        free.countDown();
        engine.close();
    }

    /** A conversation that does one thing at its start. */
    private record Talk(Consumer<Check> what, Check check) implements Conversation {
        @Override
        public void start(InetAddress address) {
            what.accept(check);
        }

        @Override
        public Finding late() {
            return Finding.of(Reason.RESPONSE_TIMEOUT, "late");
        }

        @Override
        public long heldUpNanos() {
            return 0;
        }

        @Override
        public void free() {}
    }

    private interface Thing {
        void happens(Check check, Workers workers);
    }

    private CompletableFuture<ProbeResult> start(Duration timeout, Thing thing) {
        Ask ask =
                (check, way) -> new Talk(c -> thing.happens(c, way.facilities().workers()), check);
        return engine.start(new ProbeRequest(Endpoint.of("192.0.2.1"), 0, timeout), 0, ask)
                .toCompletableFuture();
    }

    private void hold() {
        seen.add("held");
        try {
            free.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void passes(Check check) {
        seen.add("began");
        check.end(Reason.EXPECTED, "began");
    }

    private static ProbeResult result(CompletableFuture<ProbeResult> check) throws Exception {
        return check.get(30, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("a check that could not begin for half of its time is not made; one that has time left is")
    void lateLoop_shedsTheCheck() throws Exception {
        CompletableFuture<ProbeResult> holding = start(LONG, (check, workers) -> hold());
        CompletableFuture<ProbeResult> hasTime = start(LONG, (check, workers) -> passes(check));
        CompletableFuture<ProbeResult> late = start(SHORT, (check, workers) -> passes(check));
        Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> seen.contains("held"));
        free.countDown();

        assertThat(result(hasTime).reason()).isEqualTo(Reason.EXPECTED);
        assertThat(result(late).reason()).isEqualTo(Reason.LOCAL_TROUBLE);
        assertThat(result(late).detail()).contains("could not begin").contains("of 2000 ms");
        assertThat(seen).containsExactly("held", "began");
        assertThat(engine.overTheCap()).isEqualTo(1);
        assertThat(holding).isNotDone();
    }

    /** Holds all workers; the next free one is the one that the latch frees. */
    private List<CompletableFuture<ProbeResult>> holdWorkers(CountDownLatch one) {
        List<CompletableFuture<ProbeResult>> holding = new ArrayList<>();
        int workers = Math.max(2, Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors()));
        for (int i = 0; i < workers; i++) {
            boolean first = i == 0;
            holding.add(start(
                    LONG,
                    (check, all) -> all.run(check, false, first ? () -> await(one) : this::hold, () -> passes(check))));
        }
        Awaitility.await().until(() -> seen.stream().filter("held"::equals).count() == workers - 1);
        return holding;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    @DisplayName("what has begun computing goes before what has not")
    void begunWork_goesFirst() throws Exception {
        CountDownLatch one = new CountDownLatch(1);
        holdWorkers(one);
        CountDownLatch asked = new CountDownLatch(2);
        CompletableFuture<ProbeResult> begins = start(LONG, (check, workers) -> {
            workers.run(check, false, () -> seen.add("begins"), () -> passes(check));
            asked.countDown();
        });
        CompletableFuture<ProbeResult> goesOn = start(LONG, (check, workers) -> {
            workers.run(check, true, () -> seen.add("goes on"), () -> passes(check));
            asked.countDown();
        });
        assertThat(asked.await(30, TimeUnit.SECONDS)).isTrue();

        one.countDown();

        assertThat(result(begins).reason()).isEqualTo(Reason.EXPECTED);
        assertThat(result(goesOn).reason()).isEqualTo(Reason.EXPECTED);
        assertThat(seen).containsSubsequence("goes on", "begins");
    }

    @Test
    @DisplayName("work that has waited for half of its check's time does not begin")
    void lateWorker_shedsTheCheck() throws Exception {
        CountDownLatch one = new CountDownLatch(1);
        holdWorkers(one);
        CompletableFuture<ProbeResult> late = start(
                SHORT, (check, workers) -> workers.run(check, false, () -> seen.add("computes"), () -> passes(check)));
        Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> engine.inFlight() > 1);
        one.countDown();

        assertThat(result(late).reason()).isEqualTo(Reason.LOCAL_TROUBLE);
        assertThat(seen).doesNotContain("computes");
    }
}
