package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.server.SecondaryServer;

class SecondaryIsKnotTest extends SecondaryTests {
    SecondaryIsKnotTest() {
        super(SecondaryServer.Kind.KNOTD);
    }
}
