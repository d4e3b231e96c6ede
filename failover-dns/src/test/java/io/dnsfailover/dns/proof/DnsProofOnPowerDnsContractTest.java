package io.dnsfailover.dns.proof;

import io.dnsfailover.dns.server.PowerDnsServer;

class DnsProofOnPowerDnsContractTest extends ProofOnServerContract {
    DnsProofOnPowerDnsContractTest() {
        super(PowerDnsServer::start);
    }
}
