package io.dnsfailover.testkit;

import io.dnsfailover.testkit.contract.SchedulerContract;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The contract of a scheduler, on the one thread of simulated time. */
abstract class SimulatedSchedulerContract extends SchedulerContract {
    final SimulatedTime time = new SimulatedTime();

    @Override
    protected boolean hasThreads() {
        return false;
    }

    @Override
    protected long nanoTime() {
        return time.nanoTime();
    }

    @Override
    protected Duration slack() {
        return Duration.ZERO;
    }

    @Override
    protected void await(BooleanSupplier condition, Duration atMost) {
        Duration end = time.elapsed().plus(atMost);
        while (true) {
            try {
                time.advanceUntil(condition, end.minus(time.elapsed()));
                return;
            } catch (AssertionError aTaskThrew) {
                // Simulated time fails the test of whoever uses it so; the contract wants to see that the rest goes on.
            }
        }
    }
}
