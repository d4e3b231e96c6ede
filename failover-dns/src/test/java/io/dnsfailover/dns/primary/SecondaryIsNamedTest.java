package io.dnsfailover.dns.primary;

import io.dnsfailover.dns.server.SecondaryServer;

class SecondaryIsNamedTest extends SecondaryTests {
    SecondaryIsNamedTest() {
        super(SecondaryServer.Kind.NAMED);
    }
}
