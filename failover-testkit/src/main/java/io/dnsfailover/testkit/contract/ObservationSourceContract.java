package io.dnsfailover.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.dnsfailover.model.Outcome;
import io.dnsfailover.model.ProbeResult;
import io.dnsfailover.model.Reason;
import io.dnsfailover.spi.ObservationSource;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What every {@link ObservationSource} must do. Its fixture plays the other side: the machine or system that makes the checks
 * and whose results the source delivers.
 */
@ExtendWith(RuleInTheMessage.class)
public abstract class ObservationSourceContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration AT_ONCE = Duration.ofMillis(100);
    private static final Duration MOMENT = Duration.ofMillis(100);
    private static final String POLICY = "www";
    private static final String PRIMARY = "192.0.2.10";
    private static final String BACKUP = "192.0.2.20";

    private final List<Delivered> delivered = new CopyOnWriteArrayList<>();
    private @Nullable ObservationSource source;

    /** What came through the sink. */
    private record Delivered(String policy, String endpoint, ProbeResult result, long ask) {}

    /** For subclasses. */
    protected ObservationSourceContract() {}

    /**
     * The source under test, not opened yet. Called once by each test, which closes it.
     *
     * @return a new source
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract ObservationSource source() throws Exception;

    /**
     * Starts a check at the other side. Every ask that the source was told of before has arrived there when it starts; one that
     * comes later has not.
     *
     * @param policy the name of the policy
     * @param endpointId the endpoint
     * @param reason how it will end
     * @return ends the check, so that its result goes out
     * @throws Exception when the fixture cannot
     */
    protected abstract Runnable startCheck(String policy, String endpointId, Reason reason) throws Exception;

    /**
     * A source whose other side does not answer.
     *
     * @return a new source, not opened yet; none for a kind that talks to nobody
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Optional<ObservationSource> silent() throws Exception;

    /**
     * How late real machines may be on top of what is promised.
     *
     * @return 1 s by default, for a busy build machine; zero with simulated time
     */
    protected Duration slack() {
        return Duration.ofSeconds(1);
    }

    /**
     * Lets time pass until something is true, or for as long as allowed. By default it is looked at again and again; a fixture
     * with simulated time lets that pass.
     *
     * @param condition what to wait for
     * @param atMost how long
     * @throws Exception when the fixture cannot
     */
    protected void await(BooleanSupplier condition, Duration atMost) throws Exception {
        long start = System.nanoTime();
        while (!condition.getAsBoolean() && System.nanoTime() - start < atMost.toNanos()) {
            Thread.onSpinWait();
        }
    }

    /**
     * Tells the fixture's own threads from the source's.
     *
     * @param thread a thread that was started during a test
     * @return true when it may outlive the source; false for all by default
     */
    protected boolean isFixture(Thread thread) {
        return false;
    }

    @AfterEach
    final void closeSource() {
        if (source != null) {
            source.close();
        }
    }

    @Test
    @DisplayName("what the other side saw is delivered as it saw it, for the policy and endpoint that it is about")
    void observation_isDelivered() throws Exception {
        opened();

        startCheck(POLICY, PRIMARY, Reason.REFUSED).run();
        startCheck("mail", BACKUP, Reason.EXPECTED).run();

        Delivered first = delivery(0);
        assertThat(first.policy()).isEqualTo(POLICY);
        assertThat(first.endpoint()).isEqualTo(PRIMARY);
        assertThat(first.result().reason()).isEqualTo(Reason.REFUSED);
        Delivered second = delivery(1);
        assertThat(second.policy()).isEqualTo("mail");
        assertThat(second.endpoint()).isEqualTo(BACKUP);
        assertThat(second.result().outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    @DisplayName("an observation without an ask before it names none: 0")
    void observation_withoutAnAsk_namesNone() throws Exception {
        opened();

        startCheck(POLICY, PRIMARY, Reason.EXPECTED).run();

        assertThat(delivery(0).ask()).as("the ask that it names").isZero();
    }

    @Test
    @DisplayName("a check that starts after an ask names it, the highest where there were several")
    void checkAfterAnAsk_namesIt() throws Exception {
        ObservationSource opened = opened();
        opened.checkSoon(POLICY, BACKUP, 6);
        opened.checkSoon(POLICY, BACKUP, 7);

        startCheck(POLICY, BACKUP, Reason.EXPECTED).run();

        assertThat(delivery(0).ask()).as("the ask that it names").isEqualTo(7);
    }

    @Test
    @DisplayName("a check that had started before an ask does not name it: it proves nothing about the time after")
    void checkBeforeAnAsk_doesNotNameIt() throws Exception {
        ObservationSource opened = opened();
        Runnable end = startCheck(POLICY, BACKUP, Reason.EXPECTED);
        opened.checkSoon(POLICY, BACKUP, 7);

        end.run();

        assertThat(delivery(0).ask()).as("the ask that it names").isLessThan(7);
    }

    @Test
    @DisplayName("an ask for one endpoint is no ask for another, nor for one of that name in another policy")
    void ask_isForOneEndpoint() throws Exception {
        opened().checkSoon(POLICY, BACKUP, 7);

        startCheck(POLICY, PRIMARY, Reason.EXPECTED).run();
        startCheck("mail", BACKUP, Reason.EXPECTED).run();

        assertThat(delivery(0).ask()).as("the ask for another endpoint").isZero();
        assertThat(delivery(1).ask()).as("the ask for another policy").isZero();
    }

    @TestFactory
    @DisplayName("no call waits for the other side")
    Stream<DynamicTest> calls_doNotWait() throws Exception {
        return silent().stream().map(silent -> {
            source = silent;
            return DynamicTest.dynamicTest("open() and a hundred asks return at once when nobody answers", () -> {
                long start = System.nanoTime();

                silent.open((policy, endpoint, result, ask) -> {});
                for (int ask = 1; ask <= 100; ask++) {
                    silent.checkSoon(POLICY, PRIMARY, ask);
                }

                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThanOrEqualTo(AT_ONCE.plus(slack()));
            });
        });
    }

    @Test
    @DisplayName("nothing is delivered after close()")
    void close_endsDelivery() throws Exception {
        ObservationSource opened = opened();
        Runnable end = startCheck(POLICY, PRIMARY, Reason.EXPECTED);

        opened.close();
        end.run();
        await(() -> !delivered.isEmpty(), MOMENT);

        assertThat(delivered).isEmpty();
    }

    @Test
    @DisplayName("closing twice is closing once, also without having been opened, and leaves no thread")
    void close_twice_isOnce() throws Exception {
        LiveThreads before = LiveThreads.now();
        ObservationSource opened = opened();
        startCheck(POLICY, PRIMARY, Reason.EXPECTED).run();
        delivery(0);
        opened.close();

        assertThatNoException().isThrownBy(opened::close);
        ObservationSource unopened = source();
        assertThatNoException().isThrownBy(unopened::close);
        before.assertNoneCameToStay(this::isFixture);
    }

    private ObservationSource opened() throws Exception {
        ObservationSource opened = source();
        source = opened;
        opened.open((policy, endpoint, result, ask) -> delivered.add(new Delivered(policy, endpoint, result, ask)));
        return Objects.requireNonNull(opened);
    }

    private Delivered delivery(int index) throws Exception {
        await(() -> delivered.size() > index, PATIENCE);
        assertThat(delivered.size())
                .as("what was delivered in %s: %s", PATIENCE, delivered)
                .isGreaterThan(index);
        return delivered.get(index);
    }
}
