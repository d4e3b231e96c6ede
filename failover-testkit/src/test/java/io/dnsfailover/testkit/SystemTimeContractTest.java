package io.dnsfailover.testkit;

import io.dnsfailover.internal.engine.SystemTime;
import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.testkit.contract.TimeSourceContract;

/** Stands here, because core cannot see the contracts. */
class SystemTimeContractTest extends TimeSourceContract {
    private final SystemTime time = new SystemTime();

    @Override
    protected TimeSource time() {
        return time;
    }
}
