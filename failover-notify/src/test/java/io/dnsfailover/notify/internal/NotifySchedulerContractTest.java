package io.dnsfailover.notify.internal;

import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.testkit.contract.SchedulerContract;

class NotifySchedulerContractTest extends SchedulerContract {
    @Override
    protected Scheduler scheduler() {
        return new NotifyScheduler();
    }
}
