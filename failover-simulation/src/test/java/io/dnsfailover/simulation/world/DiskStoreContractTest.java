package io.dnsfailover.simulation.world;

import io.dnsfailover.simulation.time.Chance;
import io.dnsfailover.spi.StateStore;
import io.dnsfailover.testkit.contract.StateStoreContract;

class DiskStoreContractTest extends StateStoreContract {
    private final Disk disk = new Disk(new Chance(1, "contract"));

    @Override
    protected StateStore empty() {
        return new DiskStore(disk);
    }

    @Override
    protected StateStore reopened(StateStore closed) {
        disk.crash();
        return new DiskStore(disk);
    }
}
