package io.dnsfailover.dns.powerdns;

import io.dnsfailover.dns.internal.ZoneLimits;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;

/** What cannot be published by the API of PowerDNS, refused before anything is sent. */
final class PowerDnsLimits {
    private static final String WAY = "by the PowerDNS API";

    private PowerDnsLimits() {}

    /** Refuses a key that cannot stand on a server, or whose mark cannot. */
    static void check(RecordSetKey key) throws PublishException {
        ZoneLimits.check(key, WAY);
    }

    /** Refuses a change that cannot be written as it is. */
    static void check(Change change) throws PublishException {
        ZoneLimits.check(change, WAY);
        if (change.expected() != null) {
            throw new PublishException(
                    PublishEffect.NONE,
                    change.desired().key() + " cannot be published " + WAY
                            + " on a condition: the API cannot compare and write in one step");
        }
    }
}
