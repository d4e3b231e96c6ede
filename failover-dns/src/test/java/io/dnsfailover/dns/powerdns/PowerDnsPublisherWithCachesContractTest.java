package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.server.PowerDnsServer;

/** The caches are as they are when nobody says otherwise. */
class PowerDnsPublisherWithCachesContractTest extends PowerDnsContract {
    @Override
    PowerDnsServer start() {
        return PowerDnsServer.startWithCaches();
    }
}
