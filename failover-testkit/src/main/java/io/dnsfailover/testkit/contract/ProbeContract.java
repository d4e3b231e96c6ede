package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.ProbeRequest;
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
 * What every {@link Probe} must do. An implementation passes it by extending this class with its fixtures; one that comes
 * out of a {@link io.dnsfailover.spi.Prober} extends {@link ProberContract} instead, which includes this one.
 *
 * <pre>{@code
 * class PortOpenProbeContractTest extends ProbeContract {
 *     private final Listener listener = Listener.onLoopback();
 *
 *     @Override protected Probe probe() { return new PortOpenProbe(); }
 *     @Override protected Endpoint passing() { return Endpoint.of("127.0.0.1").onPort(listener.port()); }
 *     @Override protected Endpoint failing() { return Endpoint.of("127.0.0.1").onPort(unusedPort()); }
 *     @Override protected Optional<Endpoint> silent() { return Optional.empty(); }
 * }
 * }</pre>
 */
@ExtendWith(RuleInTheMessage.class)
public abstract class ProbeContract {
    /** How late a check may end: the documented bound after which the engine abandons it. */
    static final Duration GRACE = Duration.ofMillis(100);

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final int MANY = 200;

    /** For subclasses. */
    protected ProbeContract() {}

    /**
     * The probe under test. Called once by each test, before its checks.
     *
     * @return a probe that is ready
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Probe probe() throws Exception;

    /**
     * An endpoint that does what the check expects, for as many checks at the same time as come.
     *
     * @return the endpoint; the same for the whole test
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Endpoint passing() throws Exception;

    /**
     * An endpoint that fails the check at once, such as one that refuses connections.
     *
     * @return the endpoint; the same for the whole test
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Endpoint failing() throws Exception;

    /**
     * An endpoint that lets the check run into its timeout, such as one that accepts connections and says nothing.
     *
     * @return the endpoint; none for a kind of check that cannot meet silence
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Optional<Endpoint> silent() throws Exception;

    /**
     * The port to check for an endpoint that has none of its own.
     *
     * @return 1 to 65535, or 0 for a check without ports, the default
     */
    protected int port() {
        return 0;
    }

    /**
     * How late real machines may be on top of what is promised.
     *
     * @return 1 s by default, for a busy build machine; zero with simulated time
     */
    protected Duration slack() {
        return Duration.ofSeconds(1);
    }

    /**
     * The monotonic clock that the probe runs by.
     *
     * @return nanoseconds; of the system by default
     */
    protected long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Waits for a check to end. A fixture with simulated time lets it pass here.
     *
     * @param check the check
     * @param atMost how long to wait
     * @return what the check saw
     * @throws ExecutionException when the check broke
     * @throws TimeoutException when it did not end in time
     * @throws InterruptedException when the test is interrupted
     */
    protected ProbeResult await(CompletionStage<ProbeResult> check, Duration atMost)
            throws ExecutionException, TimeoutException, InterruptedException {
        return check.toCompletableFuture().get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * A request as the engine makes it.
     *
     * @param endpoint what to check
     * @param timeout the hard deadline
     * @return the request, for the endpoint's port or else {@link #port()}
     */
    protected final ProbeRequest request(Endpoint endpoint, Duration timeout) {
        return new ProbeRequest(endpoint, endpoint.port() == 0 ? port() : endpoint.port(), timeout);
    }

    @Test
    @DisplayName("an endpoint that does what is expected passes, with the time it took")
    void passingEndpoint_passes() throws Exception {
        Endpoint endpoint = passing();
        long start = nanoTime();

        ProbeResult result = check(probe(), endpoint, LONG);

        assertThat(result.reason()).as(result.detail()).isEqualTo(Reason.EXPECTED);
        assertThat(result.outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.timings().total()).isPositive().isLessThanOrEqualTo(Duration.ofNanos(nanoTime() - start));
    }

    @Test
    @DisplayName("a dead endpoint is a result that fails, never an exception")
    void failingEndpoint_fails() throws Exception {
        Probe probe = probe();
        Endpoint endpoint = failing();

        ProbeResult result = check(probe, endpoint, LONG);

        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.FAIL);
        assertThat(result.detail()).isNotBlank();
    }

    @TestFactory
    @DisplayName("silence fails by the timeout and 100 ms")
    Stream<DynamicTest> silentEndpoint_failsInTime() throws Exception {
        return whenSilenceIsPossible("an endpoint that says nothing fails in time", (probe, endpoint) -> {
            long start = nanoTime();

            ProbeResult result = check(probe, endpoint, SHORT);

            assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.FAIL);
            assertThat(Duration.ofNanos(nanoTime() - start))
                    .isLessThanOrEqualTo(SHORT.plus(GRACE).plus(slack()));
        });
    }

    @TestFactory
    @DisplayName("starting a check does not wait for it")
    Stream<DynamicTest> probe_returnsAtOnce() throws Exception {
        return whenSilenceIsPossible(
                "twenty checks of silence are started in less than one timeout", (probe, endpoint) -> {
                    check(probe, endpoint, SHORT);
                    Duration timeout = Duration.ofSeconds(5);
                    long start = nanoTime();

                    List<CompletionStage<ProbeResult>> checks = startAll(probe, endpoint, timeout, 20);

                    assertThat(Duration.ofNanos(nanoTime() - start)).isLessThan(timeout.dividedBy(4));
                    checks.forEach(check -> check.toCompletableFuture().cancel(true));
                });
    }

    @Test
    @DisplayName("two hundred checks at the same time all pass")
    void manyChecksAtOnce_allPass() throws Exception {
        Probe probe = probe();

        List<CompletionStage<ProbeResult>> checks = startAll(probe, passing(), LONG, MANY);

        for (CompletionStage<ProbeResult> check : checks) {
            ProbeResult result = await(check, LONG.plus(GRACE).plus(slack()));
            assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.PASS);
        }
    }

    @TestFactory
    @DisplayName("two hundred checks of silence all end in time")
    Stream<DynamicTest> manySilentChecks_allEndInTime() throws Exception {
        return whenSilenceIsPossible("all fail in time", (probe, endpoint) -> {
            Duration timeout = Duration.ofSeconds(1);
            long start = nanoTime();

            List<CompletionStage<ProbeResult>> checks = startAll(probe, endpoint, timeout, MANY);

            Duration bound = timeout.plus(GRACE).plus(slack());
            for (CompletionStage<ProbeResult> check : checks) {
                assertThat(await(check, bound).outcome()).isNotEqualTo(Outcome.PASS);
            }
            assertThat(Duration.ofNanos(nanoTime() - start)).isLessThanOrEqualTo(bound);
        });
    }

    @TestFactory
    @DisplayName("cancelling abandons a check, and other checks do not notice")
    Stream<DynamicTest> cancel_abandonsOneCheck() throws Exception {
        return whenSilenceIsPossible("a cancelled check is over, and the next one passes", (probe, endpoint) -> {
            CompletableFuture<ProbeResult> check =
                    probe.probe(request(endpoint, LONG)).toCompletableFuture();

            boolean cancelled = check.cancel(true);

            assertThat(cancelled).isTrue();
            assertThat(check).isDone();
            assertThat(check(probe, passing(), LONG).outcome()).isEqualTo(Outcome.PASS);
        });
    }

    @Test
    @DisplayName("cancelling a check that has ended does nothing")
    void cancel_afterTheEnd_doesNothing() throws Exception {
        Probe probe = probe();
        CompletionStage<ProbeResult> check = probe.probe(request(passing(), LONG));
        ProbeResult result = await(check, LONG.plus(slack()));

        assertThatNoException().isThrownBy(() -> check.toCompletableFuture().cancel(true));

        assertThat(await(check, LONG)).isEqualTo(result);
    }

    /** Runs one check to its end, which must come by itself. */
    final ProbeResult check(Probe probe, Endpoint endpoint, Duration timeout) throws Exception {
        return await(
                probe.probe(request(endpoint, timeout)), timeout.plus(GRACE).plus(slack()));
    }

    private List<CompletionStage<ProbeResult>> startAll(Probe probe, Endpoint endpoint, Duration timeout, int count) {
        List<CompletionStage<ProbeResult>> checks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            checks.add(probe.probe(request(endpoint, timeout)));
        }
        return checks;
    }

    /** A test of its own where there is a silent endpoint, none where there is not: a skipped test would be an alarm. */
    final Stream<DynamicTest> whenSilenceIsPossible(String name, SilenceTest test) throws Exception {
        return silent().stream().map(endpoint -> DynamicTest.dynamicTest(name, () -> test.run(probe(), endpoint)));
    }

    /** A test that needs an endpoint that says nothing. */
    interface SilenceTest {
        void run(Probe probe, Endpoint silent) throws Exception;
    }
}
