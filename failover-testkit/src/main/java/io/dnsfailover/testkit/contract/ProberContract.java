package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dnsfailover.model.Endpoint;
import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.policy.Violation;
import io.dnsfailover.spi.Probe;
import io.dnsfailover.spi.Prober;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every {@link Prober} must do, with everything that the probes it makes must do. The class that extends it stands
 * for one kind of check; a prober of several kinds has several.
 */
public abstract class ProberContract extends ProbeContract {
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private @Nullable Prober open;

    /** For subclasses. */
    protected ProberContract() {}

    /**
     * The prober under test. Called once by each test, which closes it.
     *
     * @return a new prober
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Prober prober() throws Exception;

    /**
     * The check to make.
     *
     * @return a specification without violations that the prober supports
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract ProbeSpec spec() throws Exception;

    /**
     * A check that the prober cannot make.
     *
     * @return a specification; one of an unheard-of type by default, none for a prober that can make every check
     */
    protected Optional<ProbeSpec> unsupported() {
        return Optional.of(new Unheard());
    }

    /**
     * Tells the fixture's own threads from the prober's.
     *
     * @param thread a thread that was started during a test
     * @return true when it may outlive the prober; false for all by default
     */
    protected boolean isFixture(Thread thread) {
        return false;
    }

    /** A probe of {@link #spec()} from the prober under test. */
    @Override
    protected final Probe probe() throws Exception {
        return opened().prepare(spec());
    }

    /** The port of {@link #spec()}. */
    @Override
    protected int port() {
        try {
            return spec().port();
        } catch (Exception e) {
            throw new IllegalStateException("the fixture has no specification", e);
        }
    }

    @AfterEach
    final void closeProber() {
        if (open != null) {
            open.close();
        }
    }

    @Test
    @DisplayName("a prober supports the check that it can prepare")
    void supports_whatItPrepares() throws Exception {
        assertThat(opened().supports(spec())).isTrue();
    }

    @TestFactory
    @DisplayName("a check that a prober cannot make is refused before it is used")
    Stream<DynamicTest> unsupportedSpec_isRefused() {
        return unsupported().stream()
                .map(spec -> DynamicTest.dynamicTest("prepare() throws, and supports() says so", () -> {
                    Prober prober = opened();

                    assertThat(prober.supports(spec)).isFalse();
                    assertThatIllegalArgumentException().isThrownBy(() -> prober.prepare(spec));
                }));
    }

    @Test
    @DisplayName("probes of one prober do not disturb each other")
    void twoProbes_areIndependent() throws Exception {
        Prober prober = opened();
        Probe first = prober.prepare(spec());
        Probe second = prober.prepare(spec());

        assertThat(check(first, passing(), TIMEOUT).outcome()).isEqualTo(Outcome.PASS);
        assertThat(check(second, failing(), TIMEOUT).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(check(first, passing(), TIMEOUT).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    @DisplayName("closing twice is closing once")
    void close_twice_isOnce() throws Exception {
        Prober prober = opened();
        check(prober.prepare(spec()), passing(), TIMEOUT);
        prober.close();

        assertThatNoException().isThrownBy(prober::close);
    }

    @TestFactory
    @DisplayName("closing takes at most a second and ends the checks that run, without evidence against anybody")
    Stream<DynamicTest> close_endsChecksInFlight() throws Exception {
        return whenSilenceIsPossible("a check in flight ends inconclusive, cancelled or broken", (probe, endpoint) -> {
            CompletionStage<ProbeResult> check = probe.probe(request(endpoint, TIMEOUT));
            long start = nanoTime();

            opened().close();

            assertThat(Duration.ofNanos(nanoTime() - start)).isLessThanOrEqualTo(CLOSE.plus(slack()));
            assertThat(outcomeOf(check)).isEqualTo(Outcome.INCONCLUSIVE);
        });
    }

    @Test
    @DisplayName("a check that starts after close says nothing about the endpoint, and does not hang")
    void probe_afterClose_isInconclusive() throws Exception {
        Probe probe = probe();
        check(probe, passing(), TIMEOUT);
        opened().close();

        assertThat(outcomeAfterClose(probe, passing())).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(outcomeAfterClose(probe, failing())).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    @DisplayName("no thread is left after close")
    void close_leavesNoThread() throws Exception {
        Endpoint passing = passing();
        Endpoint failing = failing();
        Optional<Endpoint> silent = silent();
        LiveThreads before = LiveThreads.now();
        Probe probe = probe();
        check(probe, passing, TIMEOUT);
        check(probe, failing, TIMEOUT);
        silent.ifPresent(endpoint -> probe.probe(request(endpoint, TIMEOUT)));

        opened().close();

        before.assertNoneCameToStay(this::isFixture);
    }

    private Prober opened() throws Exception {
        if (open == null) {
            open = prober();
        }
        return open;
    }

    private Outcome outcomeAfterClose(Probe probe, Endpoint endpoint) throws Exception {
        CompletionStage<ProbeResult> check;
        try {
            check = probe.probe(request(endpoint, TIMEOUT));
        } catch (RuntimeException refused) {
            return Outcome.INCONCLUSIVE;
        }
        return outcomeOf(check);
    }

    /** What the engine makes of it: a check that broke or was cancelled is no evidence. */
    private Outcome outcomeOf(CompletionStage<ProbeResult> check) throws Exception {
        try {
            return await(check, CLOSE.plus(slack())).outcome();
        } catch (ExecutionException | CancellationException broken) {
            return Outcome.INCONCLUSIVE;
        }
    }

    /** A check that nobody has heard of. */
    private record Unheard() implements ProbeSpec {
        @Override
        public String type() {
            return "unheard-of";
        }

        @Override
        public int port() {
            return 1;
        }

        @Override
        public List<Violation> violations() {
            return List.of();
        }
    }
}
