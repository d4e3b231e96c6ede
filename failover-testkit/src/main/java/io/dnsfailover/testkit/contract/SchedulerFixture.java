package io.dnsfailover.testkit.contract;

import io.dnsfailover.spi.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.function.Executable;

/** What a test of a {@link Scheduler} needs: the scheduler, and the time that it runs in. */
@ExtendWith(RuleInTheMessage.class)
public abstract class SchedulerFixture {
    /** How long a real scheduler may take for what is due at once. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<Scheduler> opened = new ArrayList<>();

    SchedulerFixture() {}

    /**
     * The scheduler under test. Called once by each test, which closes it.
     *
     * @return a new scheduler
     * @throws Exception when the fixture cannot be set up
     */
    protected abstract Scheduler scheduler() throws Exception;

    /**
     * Tells whether the scheduler has threads of its own, and can be called from any thread.
     *
     * @return true by default; false for simulated time on the thread of the test
     */
    protected boolean hasThreads() {
        return true;
    }

    /**
     * The monotonic clock that the scheduler runs by.
     *
     * @return nanoseconds; of the system by default
     */
    protected long nanoTime() {
        return System.nanoTime();
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
     * Lets time pass until something is true, or for as long as allowed. By default it is looked at again and again; a fixture
     * with simulated time lets that pass, and goes on when a task throws.
     *
     * @param condition what to wait for
     * @param atMost how long
     * @throws Exception when the fixture cannot
     */
    protected void await(BooleanSupplier condition, Duration atMost) throws Exception {
        long start = nanoTime();
        while (!condition.getAsBoolean() && nanoTime() - start < atMost.toNanos()) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    final void closeSchedulers() {
        opened.forEach(Scheduler::close);
    }

    final Scheduler open() throws Exception {
        Scheduler scheduler = scheduler();
        opened.add(scheduler);
        return scheduler;
    }

    final void await(BooleanSupplier condition) throws Exception {
        await(condition, PATIENCE);
    }

    final void letPass(Duration duration) throws Exception {
        await(() -> false, duration);
    }

    /** A test of its own where there are threads, none where there are not: a skipped test would be an alarm. */
    final Stream<DynamicTest> withThreads(String name, Executable test) {
        return hasThreads() ? Stream.of(DynamicTest.dynamicTest(name, test)) : Stream.of();
    }
}
