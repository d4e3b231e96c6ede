package io.dnsfailover.dns.rfc2136;

import io.dnsfailover.dns.internal.ZoneLimits;
import io.dnsfailover.model.RecordSetKey;
import io.dnsfailover.spi.Change;
import io.dnsfailover.spi.PublishEffect;
import io.dnsfailover.spi.PublishException;

/** What cannot be published by RFC 2136, refused before anything is sent. */
final class Rfc2136Limits {
    /** The longest message (RFC 1035 section 4.2.2). */
    static final int MAX_MESSAGE_OCTETS = 65535;

    private static final String WAY = "by RFC 2136";

    private Rfc2136Limits() {}

    /** Refuses a key that cannot stand on a server, or whose mark cannot. */
    static void check(RecordSetKey key) throws PublishException {
        ZoneLimits.check(key, WAY);
    }

    /** Refuses a change that cannot be written as it is. */
    static void check(Change change) throws PublishException {
        ZoneLimits.check(change, WAY);
    }

    /** Why a message is not sent, when it is of more than {@link #MAX_MESSAGE_OCTETS}. */
    static PublishException tooLarge(RecordSetKey key, int octets) {
        return new PublishException(
                PublishEffect.NONE,
                key + " cannot be published " + WAY + ": the update takes " + octets
                        + " octets, and a DNS message has at most " + MAX_MESSAGE_OCTETS + ": publish fewer records");
    }
}
