package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.KnotServer;
import io.dnsfailover.dns.server.RealServer;

class Rfc2136OnKnotTest extends RealServerTests {
    @Override
    RealServer start(String... records) {
        return KnotServer.start(records);
    }
}
