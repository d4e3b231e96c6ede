package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.server.RealServer;

class Rfc2136PublisherOnNamedContractTest extends RealServerContract {
    @Override
    RealServer start() {
        return NamedServer.start();
    }
}
