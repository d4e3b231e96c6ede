package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.RealServer;

class Rfc2136PublisherOnKnotContractTest extends RealServerContract {
    @Override
    RealServer start() {
        return KnotServer.start();
    }
}
