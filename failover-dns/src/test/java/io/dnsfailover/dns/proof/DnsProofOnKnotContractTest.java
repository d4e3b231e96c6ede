package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.server.KnotServer;

class DnsProofOnKnotContractTest extends ProofOnServerContract {
    DnsProofOnKnotContractTest() {
        super(KnotServer::start);
    }
}
