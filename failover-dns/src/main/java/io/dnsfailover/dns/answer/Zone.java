package io.dnsfailover.dns.answer;

import org.jspecify.annotations.Nullable;

/** One zone with its own records, encoded. */
final class Zone {
    /** Serial, refresh, retry, expire, minimum: the end of every SOA record. */
    static final int SOA_NUMBERS = 20;

    // For secondaries, of which there are none yet; values of RFC 1912 section 2.2 for a zone that changes often.
    static final int REFRESH_SECONDS = 3600;
    static final int RETRY_SECONDS = 600;
    static final int EXPIRE_SECONDS = 7 * 24 * 3600;

    final ZoneInfo info;
    /** The length of the apex in wire format. */
    final int apexLength;

    final Encoded soa;
    /** The SOA record as it says that something does not exist: its TTL is the negative one (RFC 2308 section 5). */
    final Encoded negativeSoa;
    /** The NS records; null when no name server is known. */
    final @Nullable Encoded nameServers;

    Zone(ZoneInfo info) {
        this.info = info;
        this.apexLength = Wire.encode(info.apex().folded()).length;
        this.soa = Encoded.soa(info, info.ttl().seconds());
        int negative = Math.min(info.ttl().seconds(), info.negativeTtl().seconds());
        this.negativeSoa = Encoded.soa(info, negative);
        this.nameServers = info.nameServers().isEmpty() ? null : Encoded.nameServers(info);
    }
}
