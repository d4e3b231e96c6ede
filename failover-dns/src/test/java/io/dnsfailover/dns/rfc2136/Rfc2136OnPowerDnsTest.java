package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.server.PowerDnsServer;
import io.dnsfailover.dns.server.RealServer;

class Rfc2136OnPowerDnsTest extends RealServerTests {
    @Override
    RealServer start(String... records) {
        return PowerDnsServer.start(records);
    }
}
