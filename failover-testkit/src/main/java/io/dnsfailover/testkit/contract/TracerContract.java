package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Hop;
import io.dnsfailover.model.Trace;
import io.dnsfailover.spi.TraceRequest;
import io.dnsfailover.spi.Tracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link Tracer} must do. An implementation passes it by extending this class with its fixtures, on a machine that lets it
 * trace.
 */
@ExtendWith(RuleInTheMessage.class)
public abstract class TracerContract {
    private static final Duration GRACE = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int MAX_HOPS = 30;

    /** For subclasses. */
    protected TracerContract() {}

    /**
     * The tracer under test. Called once by each test, before its traces.
     *
     * @return a tracer that is ready
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Tracer tracer() throws Exception;

    /**
     * An endpoint that answers the trace.
     *
     * @return the endpoint; the same for the whole test
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Endpoint reachable() throws Exception;

    /**
     * An endpoint to which nothing answers, so that a trace runs until its deadline, or ends before it as silent.
     *
     * @return the endpoint; none where the fixture cannot make a network that is silent
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Optional<Endpoint> silent() throws Exception;

    /**
     * How late real machines may be on top of what is promised.
     *
     * @return 1 s by default, for a busy build machine; zero with simulated time
     */
    protected Duration slack() {
        return Duration.ofSeconds(1);
    }

    /**
     * The monotonic clock that the tracer runs by.
     *
     * @return nanoseconds; of the system by default
     */
    protected long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Waits for a trace to end. A fixture with simulated time lets it pass here.
     *
     * @param trace the trace
     * @param atMost how long to wait
     * @return what it found
     * @throws ExecutionException when the tracer broke
     * @throws TimeoutException when it did not end in time
     * @throws InterruptedException when the test is interrupted
     */
    protected Trace await(CompletionStage<Trace> trace, Duration atMost)
            throws ExecutionException, TimeoutException, InterruptedException {
        return trace.toCompletableFuture().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Test
    @DisplayName("a way that leads to the endpoint ends at its address")
    void reachableEndpoint_isReached() throws Exception {
        Trace trace = trace(tracer(), reachable(), MAX_HOPS, LONG);

        assertThat(trace.ending()).as(trace.toString()).isEqualTo(Trace.Ending.REACHED);
        assertThat(trace.hops()).isNotEmpty();
        assertThat(trace.hops().get(0).ttl()).isEqualTo(1);
        Hop last = trace.hops().get(trace.hops().size() - 1);
        assertThat(last.responders().stream().map(Hop.Responder::address)).contains(trace.destination());
    }

    @TestFactory
    @DisplayName("a dead way is a result, in time")
    Stream<DynamicTest> silentEndpoint_endsInTime() throws Exception {
        return whenSilenceIsPossible("silence ends by the deadline, and is no exception", (tracer, endpoint) -> {
            long start = nanoTime();

            Trace trace = trace(tracer, endpoint, MAX_HOPS, SHORT);

            assertThat(trace.ending()).isNotEqualTo(Trace.Ending.REACHED);
            assertThat(Duration.ofNanos(nanoTime() - start))
                    .isLessThanOrEqualTo(SHORT.plus(GRACE).plus(slack()));
        });
    }

    @Test
    @DisplayName("no hop is farther away than was asked for")
    void maxHops_isObeyed() throws Exception {
        Trace trace = trace(tracer(), reachable(), 1, LONG);

        assertThat(trace.hops()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    @DisplayName("several traces at the same time all end")
    void severalTraces_allEnd() throws Exception {
        Tracer tracer = tracer();
        Endpoint endpoint = reachable();
        List<CompletionStage<Trace>> traces = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            traces.add(tracer.trace(new TraceRequest(endpoint, 0, MAX_HOPS, LONG)));
        }

        for (CompletionStage<Trace> trace : traces) {
            assertThat(await(trace, LONG.plus(GRACE).plus(slack())).ending())
                    .isIn(Trace.Ending.REACHED, Trace.Ending.NOT_POSSIBLE);
        }
    }

    @TestFactory
    @DisplayName("starting a trace does not wait for it")
    Stream<DynamicTest> trace_returnsAtOnce() throws Exception {
        return whenSilenceIsPossible("the call returns before the trace can end", (tracer, endpoint) -> {
            Duration timeout = Duration.ofSeconds(5);
            long start = nanoTime();

            CompletionStage<Trace> trace = tracer.trace(new TraceRequest(endpoint, 0, MAX_HOPS, timeout));

            assertThat(Duration.ofNanos(nanoTime() - start)).isLessThan(timeout.dividedBy(2));
            trace.toCompletableFuture().cancel(true);
        });
    }

    @TestFactory
    @DisplayName("cancelling abandons a trace, and the next one does not notice")
    Stream<DynamicTest> cancel_abandonsOneTrace() throws Exception {
        return whenSilenceIsPossible(
                "a cancelled trace is over, and the next one reaches its end", (tracer, endpoint) -> {
                    CompletableFuture<Trace> trace = tracer.trace(new TraceRequest(endpoint, 0, MAX_HOPS, LONG))
                            .toCompletableFuture();

                    assertThat(trace.cancel(true)).isTrue();

                    assertThat(trace).isDone();
                    assertThat(trace(tracer, reachable(), MAX_HOPS, LONG).ending())
                            .isEqualTo(Trace.Ending.REACHED);
                });
    }

    private Trace trace(Tracer tracer, Endpoint endpoint, int maxHops, Duration timeout) throws Exception {
        return await(
                tracer.trace(new TraceRequest(endpoint, 0, maxHops, timeout)),
                timeout.plus(GRACE).plus(slack()));
    }

    private Stream<DynamicTest> whenSilenceIsPossible(String name, SilenceTest test) throws Exception {
        return silent().stream().map(endpoint -> DynamicTest.dynamicTest(name, () -> test.run(tracer(), endpoint)));
    }

    /** A test that needs an endpoint to which nothing answers. */
    private interface SilenceTest {
        void run(Tracer tracer, Endpoint silent) throws Exception;
    }
}
