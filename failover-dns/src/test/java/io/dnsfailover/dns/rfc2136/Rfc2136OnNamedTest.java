package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.NamedServer;
import io.dnsfailover.dns.server.RealServer;

class Rfc2136OnNamedTest extends RealServerTests {
    @Override
    RealServer start(String... records) {
        return NamedServer.start(records);
    }
}
