package io.dnsfailover.testkit;

import io.dnsfailover.spi.InMemoryStateStore;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.testkit.contract.StateStoreContract;

class InMemoryStateStoreContractTest extends StateStoreContract {
    @Override
    protected StateStore empty() {
        return new InMemoryStateStore();
    }

    @Override
    protected StateStore reopened(StateStore closed) {
        return closed;
    }
}
