package io.dnsfailover.notify.internal;

import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.testkit.contract.TimeSourceContract;

class NotifyClockContractTest extends TimeSourceContract {
    @Override
    protected TimeSource time() {
        return new NotifyClock();
    }
}
