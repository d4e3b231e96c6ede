package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.server.NamedServer;

class DnsProofOnNamedContractTest extends ProofOnServerContract {
    DnsProofOnNamedContractTest() {
        super(NamedServer::start);
    }
}
