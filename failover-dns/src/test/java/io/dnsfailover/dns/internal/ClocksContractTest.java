package io.dnsfailover.dns.internal;

import io.dnsfailover.spi.TimeSource;
import io.dnsfailover.testkit.contract.TimeSourceContract;

class ClocksContractTest extends TimeSourceContract {
    @Override
    protected TimeSource time() {
        return new DnsThreads.Clocks();
    }
}
