package io.dnsfailover.dns.internal;

import io.dnsfailover.spi.Scheduler;
import io.dnsfailover.testkit.contract.SchedulerContract;

class DnsSchedulerContractTest extends SchedulerContract {
    @Override
    protected Scheduler scheduler() {
        return new DnsScheduler("contract");
    }
}
