package io.dnsfailover.testkit;

import io.dnsfailover.spi.Proof;
import io.dnsfailover.testkit.contract.SimulatedProofContract;

class ScriptedAuthoritiesContractTest extends SimulatedProofContract {
    @Override
    protected Proof proof() {
        return authorities;
    }
}
