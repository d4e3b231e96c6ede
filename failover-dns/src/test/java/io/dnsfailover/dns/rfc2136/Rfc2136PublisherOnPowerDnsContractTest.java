package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.RealServer;

class Rfc2136PublisherOnPowerDnsContractTest extends RealServerContract {
    @Override
    RealServer start() {
        return PowerDnsServer.start();
    }
}
