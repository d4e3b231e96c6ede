package io.dnsfailover.testkit;

import io.dnsfailover.spi.Scheduler;
import java.time.Duration;

class SimulatedProcessSchedulerContractTest extends SimulatedSchedulerContract {
    @Override
    protected Scheduler scheduler() {
        return new SimulatedProcess(time, Duration.ofDays(-20).toNanos());
    }
}
