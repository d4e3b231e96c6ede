package io.dnsfailover.testkit;

import io.dnsfailover.internal.engine.SystemScheduler;
import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.testkit.contract.SchedulerContract;

/** Stands here, because core cannot see the contracts. */
class SystemSchedulerContractTest extends SchedulerContract {
    @Override
    protected Scheduler scheduler() {
        return new SystemScheduler();
    }
}
