package io.dnsfailover.testkit;

import io.dnsfailover.policy.ProbeSpec;
import io.dnsfailover.spi.Prober;
import java.util.Optional;

class ScriptedProberContractTest extends SimulatedProberContract {
    @Override
    protected Prober prober() {
        return scripted(time);
    }

    @Override
    protected Optional<ProbeSpec> unsupported() {
        return Optional.empty();
    }
}
