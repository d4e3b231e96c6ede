package io.dnsfailover.testkit;

import io.dnsfailover.spi.Scheduler;

class SimulatedTimeSchedulerContractTest extends SimulatedSchedulerContract {
    @Override
    protected Scheduler scheduler() {
        return time;
    }
}
