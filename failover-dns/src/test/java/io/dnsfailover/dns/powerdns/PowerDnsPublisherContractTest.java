package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.server.PowerDnsServer;

class PowerDnsPublisherContractTest extends PowerDnsContract {
    @Override
    PowerDnsServer start() {
        return PowerDnsServer.start();
    }
}
