package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.server.SecondaryServer;

class SecondaryIsNsdTest extends SecondaryTests {
    SecondaryIsNsdTest() {
        super(SecondaryServer.Kind.NSD);
    }
}
