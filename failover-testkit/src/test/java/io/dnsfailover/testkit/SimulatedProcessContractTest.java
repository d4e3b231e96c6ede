package io.dnsfailover.testkit;

import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.testkit.contract.TimeSourceContract;
import java.time.Duration;

class SimulatedProcessContractTest extends TimeSourceContract {
    private final SimulatedTime time = new SimulatedTime();
    private final SimulatedProcess process =
            new SimulatedProcess(time, Duration.ofDays(-20).toNanos());

    @Override
    protected TimeSource time() {
        return process;
    }

    @Override
    protected void pass(Duration duration) {
        time.advance(duration);
    }

    @Override
    protected boolean stepWallClock(Duration step) {
        time.stepWallClock(step);
        return true;
    }
}
