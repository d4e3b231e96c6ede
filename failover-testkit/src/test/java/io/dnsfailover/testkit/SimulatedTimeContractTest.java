package io.dnsfailover.testkit;

import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.testkit.contract.TimeSourceContract;
import java.time.Duration;

class SimulatedTimeContractTest extends TimeSourceContract {
    private final SimulatedTime time = new SimulatedTime();

    @Override
    protected TimeSource time() {
        return time;
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
